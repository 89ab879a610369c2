import { msg, str } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import viewIcon from 'lucide-static/icons/lock.svg?raw';
import outIcon from 'lucide-static/icons/unlink.svg?raw';
import waitIcon from 'lucide-static/icons/user-round-check.svg?raw';
import sharedIcon from 'lucide-static/icons/users.svg?raw';
import type { Collection } from '../../domain/collections/collection.js';
import { icon } from '../shared/icon.js';

/** Of what {@link shareMark} draws. */
export const shareMarkStyles = css`
  .mark { flex: none; display: grid; color: var(--ik-text-2); }
  .mark.calls { color: var(--ik-danger); }
  .mark svg { inline-size: 14px; block-size: 14px; }
`;

const sign = (svg: string, text: string, calls = false) =>
  html`<span class="mark ${calls ? 'calls' : ''}" role="img" aria-label=${text} title=${text}>${icon(svg)}</span>`;

/** Beside a collection's name: that it is shared, and what needs a look. */
export function shareMark({ share }: Pick<Collection, 'share'>): TemplateResult | typeof nothing {
  if (share === undefined) return nothing;
  const { owner, others, waiting, health } = share;
  if (health === 'out') return sign(outIcon, msg('Not shared with you any more'), true);
  if (health === 'fork') return sign(outIcon, msg('The relay shows different histories: nothing is written'), true);
  if (health === 'behind') return sign(outIcon, msg('The relay shows less of it than your devices have seen'), true);
  if (waiting > 0) return sign(waitIcon, msg('Somebody who came by link waits for you'), true);
  if (!share.editable)
    return sign(viewIcon, owner ? msg(str`Shared by ${owner}: you can view it`) : msg('Shared: you can view it'));
  if (share.role < 4) return sign(sharedIcon, owner ? msg(str`Shared by ${owner}`) : msg('Shared with you'));
  if (others === 0) return nothing;
  return sign(sharedIcon, others === 1 ? msg('Shared with one person') : msg(str`Shared with ${others} people`));
}
