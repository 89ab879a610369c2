// 100,000 messages in the built app: jumps of the scroll bar in one list of all of them, messages that are opened, searches that are
// typed, until they are painted; and the memory of the page with its workers. A frame is 16.7 ms.
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshBrowser, serveApp } from './browser.mjs';
import { wordOf } from './generate-mailbox.mjs';
import { watchHeaps } from './heaps.mjs';
import { mailboxFile } from './mailbox-file.mjs';
import { printTable } from './table.mjs';

/** Runs in the page. */
function watch() {
  // Single messages: the list is as long as the mailbox.
  localStorage.setItem('ik-mail-looks', JSON.stringify({ threads: false }));
  const { find, framesUntil } = globalThis.bench;
  const list = () => find('ik-mail-list');
  const scroller = () => list().shadowRoot.querySelector('.scroller');
  const rows = () => [...list().shadowRoot.querySelectorAll('.row')];
  const areShown = () => {
    const { top, bottom } = scroller().getBoundingClientRect();
    const inView = rows().filter((row) => {
      const box = row.getBoundingClientRect();
      return box.bottom > top && box.top < bottom;
    });
    const first = Math.floor(scroller().scrollTop / inView[0]?.getBoundingClientRect().height);
    return (
      inView.length > 0 && Number(inView[0].dataset.index) === first && inView.every((row) => !row.matches('.waiting'))
    );
  };
  /** Whether the text of the message stands there. */
  const isRead = (id) => {
    const messages = find('ik-mail-thread')?.shadowRoot?.querySelectorAll('ik-mail-message[open]') ?? [];
    const message = [...messages].find(({ email }) => email?.id === id);
    const body = message?.shadowRoot?.querySelector('ik-mail-body')?.shadowRoot;
    if (body && message.email.html === '' && message.email.text.trim() === '') return true;
    const inner = body?.querySelector('iframe:not([hidden])');
    if (inner) return (inner.contentDocument?.body?.childNodes.length ?? 0) > 0;
    return (body?.textContent.trim().length ?? 0) > 0;
  };
  Object.assign(globalThis.bench, {
    total: () => list()?.info?.total,
    jump(index) {
      const height = rows()[0].getBoundingClientRect().height;
      return framesUntil(() => {
        scroller().scrollTop = index * height;
      }, areShown);
    },
    async open(index) {
      await globalThis.bench.jump(index);
      const row = rows().find((each) => Number(each.dataset.index) === index);
      let id;
      const result = await framesUntil(
        () => {
          row.click();
          id = list().active?.id;
        },
        () => isRead(id),
      );
      return { ...result, id };
    },
    search(text) {
      const input = find('ik-mail-header').shadowRoot.querySelector('input');
      let changed = false;
      list().addEventListener(
        'ik-list-change',
        () => {
          changed = true;
        },
        { once: true },
      );
      return framesUntil(
        () => {
          input.value = text;
          input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
        },
        () => changed && (list().info.total === 0 || areShown()),
      );
    },
  });
}

/**
 * Octets of memory that the browser's largest page has for itself: document, workers, WebAssembly and what the engine needs, all
 * in one process. NaN where the system does not say (elsewhere than on Linux).
 */
async function privateMemory(profile) {
  const processes = [];
  for (const pid of await readdir('/proc').catch(() => [])) {
    if (!/^\d+$/.test(pid)) continue;
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    processes.push({ pid, command, parent: /^PPid:\s+(\d+)/m.exec(status)?.[1] });
  }
  const ours = new Set(processes.filter(({ command }) => command.includes(profile)).map(({ pid }) => pid));
  for (let before = 0; before !== ours.size; ) {
    before = ours.size;
    for (const { pid, parent } of processes) if (ours.has(parent)) ours.add(pid);
  }
  let most = Number.NaN;
  for (const { pid, command } of processes) {
    if (!ours.has(pid) || !command.includes('--type=renderer')) continue;
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    const kilobytes = [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce(
      (sum, [, each]) => sum + Number(each),
      0,
    );
    most = Math.max(Number.isNaN(most) ? 0 : most, kilobytes * 1024);
  }
  return most;
}

/** Drops a file from the disk onto the app. */
async function dropFile(page, path) {
  await page.evaluate(() => {
    const input = Object.assign(document.createElement('input'), { type: 'file', id: 'bench-file', hidden: true });
    document.body.append(input);
  });
  await page.setInputFiles('#bench-file', path);
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(document.querySelector('#bench-file').files[0]);
    return transfer;
  });
  for (const type of ['dragenter', 'dragover', 'drop'])
    await page.dispatchEvent('ik-app', type, { dataTransfer: data });
}

/** The index is whole and its segments are merged: nobody holds the lock any more. */
const indexAtRest = (page) =>
  page.evaluate(async () => {
    const { held } = await navigator.locks.query();
    const name = held.find((lock) => lock.name.endsWith('/mail-index'))?.name;
    if (name !== undefined) await navigator.locks.request(name, () => {});
  });

async function each(page, what, values) {
  const results = [];
  for (const value of values) {
    results.push(await page.evaluate(([name, given]) => bench[name](given), [what, value]));
    await page.waitForTimeout(50);
  }
  return results;
}

/** Imports in a page of its own and closes it. @returns milliseconds and octets */
async function importMailbox({ context, profile }, url, path, messages) {
  const page = await context.newPage();
  await page.goto(`${url}/mail`);
  await page.getByText('No mail on this device yet').waitFor();
  const began = performance.now();
  let memory = 0;
  const watching = setInterval(async () => {
    memory = Math.max(memory, await privateMemory(profile));
  }, 2000);
  await dropFile(page, path);
  await page.getByText(/messages imported\./).waitFor({ timeout: 900_000 });
  const imported = performance.now() - began;
  await page.goto(`${url}/mail/all`);
  await page.waitForFunction((n) => bench.total() === n, messages, { timeout: 60_000 });
  await indexAtRest(page);
  clearInterval(watching);
  const rested = performance.now() - began;
  await page.close();
  return { imported, rested, memory };
}

/**
 * A profile with so many messages: the kept one in this folder, else one that is made now, and kept there. Its port is written down
 * with it, for what a browser stores belongs to the port too.
 */
async function profileOf(messages, kept) {
  const note = kept === undefined ? undefined : join(kept, `bench-${messages}.json`);
  const known = note === undefined ? undefined : await readFile(note, 'utf8').catch(() => undefined);
  if (known !== undefined) return { folder: join(kept, `${messages}`), ...JSON.parse(known) };
  const mbox = await mailboxFile(messages);
  const app = await serveApp();
  const browser = await freshBrowser();
  try {
    await browser.context.addInitScript(watch);
    const facts = {
      port: Number(new URL(app.url).port),
      ...(await importMailbox(browser, app.url, mbox.path, messages)),
    };
    // Another day: nothing of the import is in memory.
    await browser.close({ keep: true });
    if (note === undefined) return { folder: browser.profile, ...facts };
    await mkdir(kept, { recursive: true });
    const folder = join(kept, `${messages}`);
    await cp(browser.profile, folder, { recursive: true });
    await rm(browser.profile, { recursive: true, force: true });
    await writeFile(note, JSON.stringify(facts));
    return { folder, ...facts };
  } finally {
    await app.close();
    await mbox.remove();
  }
}

/** A copy, since opened messages are marked as read, into which this build is installed: the kept one has that of its own day. */
async function copyProfile(kept, url) {
  const folder = await mkdtemp(join(tmpdir(), 'ikebana-bench-'));
  await cp(kept, folder, { recursive: true });
  await rm(join(folder, 'Default', 'Service Worker'), { recursive: true, force: true });
  const browser = await freshBrowser(folder);
  await browser.page.goto(`${url}/settings`);
  await browser.page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active.state !== 'activated') await new Promise((done) => active.addEventListener('statechange', done));
  });
  await browser.close({ keep: true });
  return folder;
}

export async function run({ messages = 100_000, rounds = 40, profile: kept, heaps: isAsked } = {}) {
  const made = await profileOf(messages, kept);
  const { imported, rested, memory: importing } = made;
  const app = await serveApp(made.port);
  const folder = kept === undefined ? made.folder : await copyProfile(made.folder, app.url);
  const browser = await freshBrowser(folder);
  try {
    const { context, profile } = browser;
    await context.addInitScript(watch);
    const page = await context.newPage();
    await page.goto(`${app.url}/mail/all`);
    const first = await page.evaluate(() => bench.painted('ik-mail-list [role=row]:not(.waiting), .row:not(.waiting)'));
    await page.waitForFunction((n) => bench.total() === n, messages);
    await indexAtRest(page);
    await page.waitForTimeout(5000); // the app's other workers start when the page is at rest
    const heaps = isAsked ? await watchHeaps(page) : undefined;
    const memory = [];
    const held = [];
    const remember = async (when) => {
      memory.push([when, await privateMemory(profile)]);
      for (const heap of (await heaps?.read()) ?? []) held.push([when, ...heap]);
    };
    await remember('with the list');
    const place = (round, step) => Math.floor((((round * step) % 1000) / 1000) * (messages - 40));
    const places = (step) => Array.from({ length: rounds }, (_, round) => place(round, step));
    const jumps = await each(page, 'jump', places(619));
    await remember(`after ${rounds} jumps`);
    const opened = await each(page, 'open', places(367));
    await remember(`and ${rounds} opened messages`);
    const texts = [wordOf(8), wordOf(900).slice(0, -1), `${wordOf(10)} ${wordOf(900)}`, `from:person7 ${wordOf(40)}`];
    const searches = texts.flatMap((text) => [text, '']);
    const found = (await each(page, 'search', searches)).filter((_, index) => index % 2 === 0);
    await remember('and searches');
    await page.waitForTimeout(15_000);
    await remember('15 s later');
    report(messages, { jumps, opened, found });
    if (isAsked) reportHeaps(held);
    const megabytes = (octets) => (Number.isNaN(octets) ? 'unknown' : `${Math.round(octets / 1e6)} MB`);
    console.log(
      [
        `Imported in ${Math.round(imported / 1000)} s, all rests after ${Math.round(rested / 1000)} s. First rows painted ${Math.round(first)} ms after the page was asked for.`,
        `Memory of the page with its workers (goal 300 MB): ${memory.map(([when, octets]) => `${megabytes(octets)} ${when}`).join(', ')}; most while importing, what is to be collected included, ${megabytes(importing)}.`,
      ].join('\n'),
    );
  } finally {
    await browser.close();
    await app.close();
  }
}

/** What each thread holds: its objects (in use, and reserved), what of the document belongs to it, its buffers. */
function reportHeaps(held) {
  const megabytes = (octets) => (octets / 1e6).toFixed(1);
  printTable(
    ['MB', 'of', 'objects', 'reserved', 'document', 'buffers'],
    held.map(([when, name, ...sizes]) => [when, name, ...sizes.map(megabytes)]),
  );
}

function report(messages, { jumps, opened, found }) {
  const line = (name, results, isKept) => {
    const frames = results.map((result) => result.frames).sort((a, b) => a - b);
    const ms = results.map((result) => result.ms).sort((a, b) => a - b);
    const at = (values, part) => values[Math.min(values.length - 1, Math.floor(part * values.length))];
    const kept = `${results.filter(isKept).length} of ${results.length}`;
    return [
      name,
      at(frames, 0.5),
      at(frames, 1),
      kept,
      at(ms, 0.5).toFixed(1),
      at(ms, 0.95).toFixed(1),
      at(ms, 1).toFixed(1),
    ];
  };
  printTable(
    [
      `${messages.toLocaleString('en')} messages in one list`,
      'frames',
      'most',
      'within goal',
      'median ms',
      'p95 ms',
      'most ms',
    ],
    [
      line('scroll jump, painted (goal 2 frames)', jumps, ({ frames }) => frames <= 2),
      line('message opened, painted (goal 100 ms)', opened, ({ ms }) => ms < 100),
      line('search typed, list painted (goal 100 ms)', found, ({ ms }) => ms < 100),
    ],
  );
}
