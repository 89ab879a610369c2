import { setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { html } from 'lit';
import '../../src/components/mail/body/ik-mail-body.js';
import type { MailContentEvent } from '../../src/components/mail/body/body-events.js';
import type { IkMailBody } from '../../src/components/mail/body/ik-mail-body.js';
import { deep, expectAccessible, mount, unmountAll, until } from '../support/mount.js';
import { remoteVectors, vectorWith } from '../support/remote-vectors.js';

afterEach(unmountAll);

interface Trap {
  readonly port: number;
  readonly hosts: readonly string[];
}
const trap = async () => (await (await fetch('/trap')).json()) as Trap;
/** Frames drawn side by side. */
const BATCH = 24;

/** Everything that asks for or runs something is somewhere in these. */
async function corpus(): Promise<string[]> {
  const cases = async (source: string) =>
    ((await (await fetch(`/test/fixtures/html/${source}/cases.json`)).json()) as { readonly input: string }[]).map(
      ({ input }) => input,
    );
  const files = [
    'badly-quoted-attr',
    'blocked',
    'cdata',
    'papercut-4.4',
    'papercut',
    'plaintext',
    'script-data',
    'test',
  ];
  const names = [...files, 'xamarin3', 'homedepot-check-inside-now', 'mimekit.net', 'planet-fitness'];
  const pages = names.map(async (name) =>
    (await fetch(`/test/fixtures/html/mimekit-html/${name}.html?raw-text`)).text(),
  );
  return [
    ...(await cases('dompurify')),
    ...(await cases('html5sec')),
    ...(await cases('owasp-java-html-sanitizer')),
    ...(await Promise.all(pages)),
  ];
}

const ready = (element: IkMailBody) => {
  const page = element.shadowRoot?.querySelector('iframe')?.contentDocument;
  return page?.readyState === 'complete' && page.head.querySelector('style') !== null;
};

/** Draws them, each in a frame, and gives what is in the frames. */
async function drawAll(messages: readonly string[], images: boolean, look: (page: Document, at: number) => void) {
  for (let from = 0; from < messages.length; from += BATCH) {
    const batch = messages.slice(from, from + BATCH);
    const { host } = await mount(html`<div>
      ${batch.map((message) => html`<ik-mail-body .html=${message || ' '} ?images=${images}></ik-mail-body>`)}
    </div>`);
    const elements = [...host.querySelectorAll('ik-mail-body')];
    await until(() => elements.every(ready), `batch from ${from}`);
    for (const [index, element] of elements.entries())
      look(deep<HTMLIFrameElement>(element, 'iframe').contentDocument!, from + index);
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    unmountAll();
  }
}

/** Nothing in the frame could run, ask or frame, whatever the frame's policy says. */
function expectInert(page: Document, what: string) {
  const bad = page.body.querySelectorAll(
    'script, iframe, frame, object, embed, applet, link, meta, base, form, input, button, svg, math, video, audio, source, template',
  );
  expect(
    [...bad].map(({ outerHTML }) => outerHTML),
    what,
  ).to.deep.equal([]);
  for (const element of page.querySelectorAll('*'))
    for (const { name, value } of element.attributes) {
      expect(name, what).not.to.match(/^on|^(?:srcset|ping|formaction|action|srcdoc)$/i);
      if (name === 'href') expect(value, what).to.match(/^(?:https?:\/\/|mailto:|tel:|#)/);
      if (name === 'src') expect(value, what).to.match(/^(?:https:|blob:|data:image\/)/);
    }
}

async function open(content: Partial<IkMailBody>, width = 800) {
  await setViewport({ width, height: 700 });
  let content$: MailContentEvent | undefined;
  const { element } = await mount<IkMailBody>(
    html`<ik-mail-body .html=${content.html ?? ''} .text=${content.text ?? ''} .flow=${content.flow ?? { flowed: false, delSp: false }}
      ?images=${content.images ?? false} .theme=${content.theme ?? 'light'} .picture=${content.picture ?? (async () => undefined)}
      @ik-mail-content=${(event: MailContentEvent) => {
        content$ = event;
      }}></ik-mail-body>`,
  );
  if (content.html) await until(() => ready(element), 'the frame is drawn');
  const page = () => deep<HTMLIFrameElement>(element, 'iframe').contentDocument!;
  return { element, page, content: () => content$ };
}

describe('<ik-mail-body>', () => {
  it('[MR1] asks nobody for anything and runs nothing before consent, whatever the message holds', async () => {
    const { port, hosts: before } = await trap();
    const ran: string[] = [];
    for (const name of ['alert', 'confirm', 'prompt', 'print'] as const)
      Object.assign(window, { [name]: () => ran.push(name) });
    const vectors = ['http', 'https'].flatMap((scheme) =>
      remoteVectors.map((vector, at) => vectorWith(vector, `v${at}-${scheme}.localhost:${port}`, scheme as 'http')),
    );
    const known = await corpus();
    // What they ask for elsewhere, they ask the trap for.
    const led = known.map((one, at) =>
      one.replaceAll(/\/\/[\w-]+(?:\.[\w-]+)+(?::\d+)?/g, `//c${at}.localhost:${port}`),
    );
    const all = [...vectors, ...led];
    await drawAll(all, false, (page, at) => expectInert(page, all[at]!));
    const { hosts } = await trap();
    expect(hosts.slice(before.length)).to.deep.equal([]);
    expect(ran).to.deep.equal([]);
    expect(Object.keys(window).filter((name) => /pwn|xss/i.test(name))).to.deep.equal([]);
  });

  it('[MR1] the policy of the frame alone keeps all of it away, too; and the trap would have noticed', async () => {
    const { port, hosts: before } = await trap();
    const { page } = await open({ html: '<p>first</p>' });
    for (const [at, vector] of remoteVectors.entries()) {
      const raw = new DOMParser().parseFromString(
        vectorWith(vector, `raw${at}.localhost:${port}`, 'http'),
        'text/html',
      );
      page().body.append(...[...raw.head.childNodes, ...raw.body.childNodes].map((node) => page().adoptNode(node)));
    }
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    expect((await trap()).hosts.slice(before.length)).to.deep.equal([]);
    const image = new Image();
    const over = new Promise((done) => image.addEventListener('error', done));
    image.src = `http://control.localhost:${port}/x.png`;
    await over;
    expect((await trap()).hosts.slice(before.length)).to.deep.equal(['control.localhost']);
  });

  it('[MR2] after consent pictures are asked for over https, and nothing else; trackers never', async () => {
    const { port, hosts: before } = await trap();
    const at = (name: string) => `http://${name}.localhost:${port}/x.png`;
    const message = `<img src="${at('picture')}"><div style="background: url(${at('background')})">x</div>
      <img src="${at('pixel')}" width="1" height="1"><video poster="${at('poster')}" src="${at('video')}"></video>
      <style>@import "${at('sheet')}"; @font-face { font-family: f; src: url(${at('font')}) } p { font-family: f }</style><p>x</p>
      <iframe src="${at('frame')}"></iframe><svg><image href="${at('svg')}"/></svg>`;
    const { element, content } = await open({ html: message });
    expect(content()?.remote).to.equal(3); // the font of a style sheet counts: what is blocked is told
    expect(content()?.trackers).to.deep.equal(['pixel.localhost']);
    expect((await trap()).hosts.slice(before.length)).to.deep.equal([]);
    element.images = true;
    const asked = async () => [...new Set((await trap()).hosts.slice(before.length))].sort();
    let hosts: readonly string[] = [];
    await until(() => {
      void asked().then((now) => {
        hosts = now;
      });
      return hosts.length >= 2;
    });
    expect(hosts).to.deep.equal(['background.localhost', 'picture.localhost']);
    expect(deep<HTMLIFrameElement>(element, 'iframe').contentDocument!.location.pathname).to.equal(
      '/mail-frame-images.html',
    );
  });

  it('[MR1] shows one message after the other in one frame, in which nothing of those before is left', async () => {
    const hostile = `<html lang="fr" dir="rtl" class="of-first"><head><style id="of-first">html { transition: all 1000s; background: red; --first: 1 } p { color: red }</style></head>
      <body class="of-first" style="margin: 30px"><p id="of-first" style="width: 3000px; height: 900px">first <a href="#end">down</a></p><p id="end">end</p></body></html>`;
    const { element, page } = await open({ html: hostile, text: 'first' });
    const frame = deep<HTMLIFrameElement>(element, 'iframe');
    const document$ = page();
    const first = document$.querySelector('#of-first');
    await until(() => document$.documentElement.style.getPropertyValue('zoom') !== '' && frame.clientHeight > 450);
    document$.defaultView!.scrollTo(-200, 0);
    expect(document$.defaultView!.scrollX).to.equal(-200);
    document$.getSelection()!.selectAllChildren(document$.body);
    const next = '<style>html, p { transition: all 1000s }</style><p id="next" style="width: 3000px">next</p>';
    Object.assign(element, { message: 'next', html: next });
    await element.updateComplete;
    // The same document, at once: nothing is loaded anew.
    expect(deep<HTMLIFrameElement>(element, 'iframe')).to.equal(frame);
    expect(page()).to.equal(document$);
    expect(document$.body.textContent).to.equal('next');
    expect(first?.isConnected).to.equal(false);
    const fresh = await open({ html: next });
    expect(document$.documentElement.outerHTML).to.equal(fresh.page().documentElement.outerHTML);
    const { backgroundColor } = getComputedStyle(document$.documentElement);
    expect(backgroundColor).to.equal('rgba(0, 0, 0, 0)');
    expect(document$.defaultView!.scrollX).to.equal(0);
    // Its own are the zoom's, as in a frame that is new; none comes from the colour of the first.
    const moved = document$.getAnimations().map((each) => (each as CSSTransition).transitionProperty);
    expect(moved).not.to.include('background-color');
    expect(document$.getSelection()!.toString()).to.equal('');
    await until(() => frame.clientHeight < 100, 'as high as what is in it now');
  });

  it('[MR1] asks for the pictures of a message in a frame of its own, which no other message comes into unasked', async () => {
    const { port, hosts: before } = await trap();
    const html$ = (name: string) => `<p>${name}</p><img src="http://${name}.localhost:${port}/x.png">`;
    const { element, page } = await open({ html: html$('asked'), images: true });
    const frame = deep<HTMLIFrameElement>(element, 'iframe');
    let hosts: readonly string[] = [];
    await until(() => {
      void trap().then((now) => {
        hosts = now.hosts.slice(before.length);
      });
      return hosts.length > 0;
    });
    Object.assign(element, { message: 'next', html: html$('unasked'), images: false });
    await until(() => ready(element) && page().body.textContent === 'unasked');
    expect(deep<HTMLIFrameElement>(element, 'iframe')).not.to.equal(frame);
    expect(frame.isConnected).to.equal(false);
    expect(page().location.pathname).to.equal('/mail-frame.html');
    expect(page().querySelector('img')!.hasAttribute('src')).to.equal(false);
    await new Promise(requestAnimationFrame);
    expect([...new Set((await trap()).hosts.slice(before.length))]).to.deep.equal(['asked.localhost']);
  });

  it('empties the frame while a message without HTML is shown, and closes what was opened in the one before', async () => {
    const { element, page } = await open({ html: '<html lang="fr"><style>p { color: red }</style><p>secret</p>' });
    const frame = deep<HTMLIFrameElement>(element, 'iframe');
    const quoted = 'New.\n\nOn 3 May 2026, Anna wrote:\n> Hello\n';
    Object.assign(element, { message: 'b', html: '', text: quoted });
    const details = () => element.shadowRoot!.querySelector('details');
    await until(() => details());
    expect(frame.clientHeight).to.equal(0);
    const { documentElement: root } = page();
    expect(root.attributes.length + root.querySelectorAll('style').length + page().body.childNodes.length).to.equal(0);
    details()!.open = true;
    Object.assign(element, { message: 'c' });
    await element.updateComplete;
    expect(details()!.open).to.equal(false);
    Object.assign(element, { message: 'd', html: '<p>shown</p>' });
    await until(() => page().body.textContent === 'shown' && frame.clientHeight > 0);
    expect(deep<HTMLIFrameElement>(element, 'iframe')).to.equal(frame);
    expect(details()).to.equal(null);
  });

  it('draws the pictures of each of two messages that read the same', async () => {
    const asked: string[] = [];
    const picture = (of: string) => async (cid: string) => {
      asked.push(`${of} ${cid}`);
      return undefined;
    };
    const { element, content } = await open({ html: '<img src="cid:logo">', picture: picture('a') });
    Object.assign(element, { message: 'b', picture: picture('b') });
    await until(() => asked.length === 2);
    expect(asked).to.deep.equal(['a logo', 'b logo']);
    expect(content()?.remote).to.equal(0);
  });

  it('shows pictures of the message’s own parts, those that are pictures', async () => {
    const png = Uint8Array.from(
      atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
      (letter) => letter.charCodeAt(0),
    );
    const parts: Readonly<Record<string, Blob>> = {
      'logo@a': new Blob([png], { type: 'image/png' }),
      page: new Blob(['<script>1</script>'], { type: 'text/html' }),
    };
    const asked: string[] = [];
    const { page } = await open({
      html: '<img id="a" src="cid:logo%40a"><img id="b" src="cid:page"><img id="c" src="cid:none"><p style="background:url(cid:logo@a)">x</p>',
      picture: async (cid) => {
        asked.push(cid);
        return parts[cid];
      },
    });
    const image = () => page().querySelector<HTMLImageElement>('#a')!;
    await until(() => image().naturalWidth === 1, 'the picture is drawn');
    expect(asked).to.deep.equal(['logo@a', 'page', 'none']);
    expect(page().querySelector('#b')?.hasAttribute('src')).to.equal(false);
    expect(page().querySelector('p')?.getAttribute('style')).to.contain('blob:');
  });

  it('is as high as what is in it, also after a quote is opened and when the message wants to grow for ever', async () => {
    const { element, page } = await open({
      html: '<div style="height: 300px">a</div><div class="gmail_quote"><p style="height: 500px">b</p></div>',
    });
    const frame = deep<HTMLIFrameElement>(element, 'iframe');
    await until(() => frame.clientHeight >= 300 && frame.clientHeight < 400);
    page().querySelector('details')!.open = true;
    await until(() => frame.clientHeight >= 800);
    element.html =
      '<div style="min-height: 110vh">a</div><div style="position: fixed; inset: 0; height: 1000000px; z-index: 9">b</div>';
    await until(() => ready(element) && page().body.textContent?.includes('b'));
    await new Promise(requestAnimationFrame);
    expect(deep(element, 'iframe').clientHeight).to.be.lessThan(40_001);
  });

  it('[MR3] asks before a link is followed that does not lead where it says, and shows its host', async () => {
    const { element, page } = await open({
      html: '<a id="bad" href="https://evil.example/x">www.bank.example</a> <a id="good" href="https://bank.example/x">bank.example</a> <a id="js" href="javascript:alert(1)">x</a> <a id="mail" href="mailto:a@b.example?attach=/etc/passwd&amp;bcc=c@d.example&amp;subject=Hi">m</a>',
    });
    const link = (id: string) => page().querySelector<HTMLAnchorElement>(`#${id}`)!;
    expect(link('bad').textContent).to.equal('www.bank.example [evil.example]');
    expect(link('good').textContent).to.equal('bank.example');
    expect([link('good').target, link('good').rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
    expect(link('js').hasAttribute('href')).to.equal(false);
    expect(link('mail').getAttribute('href')).to.equal('mailto:a@b.example?subject=Hi');
    link('bad').click();
    const dialog = await until(() => element.shadowRoot?.querySelector('ik-dialog'));
    expect(dialog.textContent).to.contain('evil.example');
    expect(dialog.textContent).to.contain('www.bank.example');
  });

  it('keeps shortcuts alive while the focus is in the message', async () => {
    const { element, page } = await open({ html: '<p>a</p>' });
    const pressed: string[] = [];
    const listen = (event: KeyboardEvent) => void pressed.push(event.key);
    document.addEventListener('keydown', listen);
    page().body.dispatchEvent(
      new (page().defaultView as unknown as typeof window).KeyboardEvent('keydown', { key: 'e', bubbles: true }),
    );
    document.removeEventListener('keydown', listen);
    expect(pressed).to.deep.equal(['e']);
    await expectAccessible(element, { 'frame-tested': { enabled: false } });
  });

  it('draws mail without colours in those of the page, light mail turned in the dark, and as it was sent when asked', async () => {
    const plain = await open({ html: '<p>a</p>', theme: 'dark' });
    const sheet = (page: Document) => page.head.querySelector('style')!.textContent!;
    expect(sheet(plain.page())).to.contain('color-scheme: dark').and.not.contain('invert');
    const light = await open({ html: '<body bgcolor="#ffffff"><p>a</p></body>', theme: 'dark' });
    expect(sheet(light.page())).to.contain('invert(0.9)');
    light.element.asSent = true;
    await until(() => !sheet(light.page()).includes('invert'));
    const knows = await open({
      html: '<meta name="color-scheme" content="light dark"><style>p { color: red } @media (prefers-color-scheme: dark) { p { color: pink } }</style><p>a</p>',
      theme: 'dark',
    });
    expect(sheet(knows.page())).not.to.contain('invert');
  });

  it('shows a text as it was written, its lines and blanks, and no empty line round it', async () => {
    const { element } = await open({ text: 'One line\n\n  and another\n\n-- \nAnna' });
    const plain = element.shadowRoot!.querySelector<HTMLElement>('.plain')!;
    const [own, signature] = [...plain.children] as HTMLElement[];
    const line = Number.parseFloat(getComputedStyle(plain).lineHeight);
    expect(own!.getBoundingClientRect().top).to.equal(plain.getBoundingClientRect().top);
    expect(own!.textContent).to.equal('One line\n\n  and another');
    expect(own!.offsetHeight).to.be.closeTo(3 * line, 2);
    expect(signature!.getBoundingClientRect().top).to.be.below(own!.getBoundingClientRect().bottom + line);
    expect(plain.getBoundingClientRect().bottom).to.be.closeTo(signature!.getBoundingClientRect().bottom, 1);
  });

  it('shows text with links, marks of quotes and flowed lines; says when HTML is too large', async () => {
    const { element } = await open({
      text: 'See www.example.org. This line is \nlong.\n\nOn 3 May 2026, Anna wrote:\n> Hello\n>> Before\n',
      flow: { flowed: true, delSp: false },
    });
    const root = element.shadowRoot!;
    expect(root.querySelector('.plain > div')?.textContent).to.equal('See www.example.org. This line is long.');
    expect(root.querySelector('a')?.href).to.equal('https://www.example.org/');
    expect([...root.querySelectorAll('details blockquote')].map(({ textContent }) => textContent)).to.deep.equal([
      'Hello',
      'Before',
    ]);
    await expectAccessible(element);
    element.html = 'x'.repeat(1_000_001);
    await until(() => root.querySelector('[role=note]'));
    expect(root.querySelector('iframe')).to.equal(null);
  });
});
