/** How a message is drawn in its frame. */
export interface FrameLooks {
  readonly theme: 'light' | 'dark';
  /** CSS colours of the page round it. */
  readonly text: string;
  readonly link: string;
  /** `own`: in the page's colours, as it has none; `sent`: as it was sent, on white; `turned`: light turned to dark. */
  readonly colours: 'own' | 'sent' | 'turned';
}

/** The style sheet of a mail's frame. It stands before those of the message. */
export function frameSheet({ theme, text, link, colours }: FrameLooks): string {
  const scheme = colours === 'own' ? theme : 'light';
  const own = colours === 'own';
  return `
    html { color-scheme: ${scheme}; background: ${own ? 'transparent' : '#fff'}; overflow-x: auto; overflow-y: hidden; }
    html, body { height: auto !important; min-height: 0 !important; max-height: none !important; }
    body { margin: 0; padding: ${own ? '0' : '8px'}; position: relative;
      font: 15px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; color: ${own ? text : '#1d1d29'};
      overflow-wrap: break-word; }
    a { color: ${own ? link : '#4f46c8'}; }
    img { max-width: 100%; }
    img:not([height]) { height: auto; }
    img:not([src]) { background: rgb(128 128 150 / 0.12); outline: 1px dashed rgb(128 128 150 / 0.45); outline-offset: -1px; min-width: 16px; min-height: 16px; }
    pre { white-space: pre-wrap; }
    blockquote { margin: 0 0 0 2px; padding: 0 0 0 12px; border-left: 2px solid rgb(128 128 150 / 0.4); }
    .ik-host { font: 12px system-ui, sans-serif; opacity: 0.75; }
    details.ik-quote > summary { display: inline-block; list-style: none; cursor: pointer; margin: 8px 0; padding: 0 10px; border-radius: 99px;
      background: rgb(128 128 150 / 0.18); font: 11px/20px system-ui, sans-serif; letter-spacing: 1px; }
    details.ik-quote > summary::-webkit-details-marker { display: none; }
    @media (pointer: coarse) { details.ik-quote > summary { position: relative; } details.ik-quote > summary::after { content: ''; position: absolute; inset: -12px -8px; } }
    ${
      colours === 'turned'
        ? `html { filter: invert(0.9) hue-rotate(180deg); }
    img, [style*="background-image"], [style*="url("], [background] { filter: invert(1) hue-rotate(180deg); }
    [style*="url("] img { filter: none; }`
        : ''
    }
    @media print {
      html { color-scheme: light; background: #fff; filter: none !important; overflow: visible; }
      ${own ? 'body { color: #000; } a { color: #000; }' : ''}
      ${colours === 'turned' ? 'img, [style*="background-image"], [style*="url("], [background] { filter: none; }' : ''}
      details.ik-quote { display: none; }
    }
  `;
}
