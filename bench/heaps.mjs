// What each thread of a page holds: objects, what the engine has reserved for them, buffers, and the document's own objects.

/**
 * Looks at the heaps of a page and of its workers, by name.
 *
 * @param page - Of Playwright.
 * @returns {Promise<{ read(): Promise<[name: string, used: number, reserved: number, document: number, buffers: number][]> }>} octets
 */
export async function watchHeaps(page) {
  const session = await page.context().newCDPSession(page);
  const workers = new Map();
  const answers = new Map();
  let last = 0;
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    const name = /([a-z]+)\.worker/.exec(targetInfo.url)?.[1] ?? targetInfo.url;
    workers.set(sessionId, name);
  });
  session.on('Target.detachedFromTarget', ({ sessionId }) => workers.delete(sessionId));
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result } = JSON.parse(message);
    answers.get(id)?.(result);
    answers.delete(id);
  });
  await session.send('Target.setAutoAttach', { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const ask = (sessionId, method) =>
    new Promise((done, fail) => {
      last += 1;
      answers.set(last, done);
      session
        .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: last, method }) })
        .catch(fail);
    });
  const all = async (method) => [
    ['page', await session.send(method)],
    ...(await Promise.all([...workers].map(async ([id, name]) => [name, await ask(id, method)]))),
  ];
  return {
    async read() {
      const found = await all('Runtime.getHeapUsage');
      return found.map(([name, { usedSize, totalSize, embedderHeapUsedSize, backingStorageSize }]) => [
        name,
        usedSize,
        totalSize,
        embedderHeapUsedSize,
        backingStorageSize,
      ]);
    },
  };
}
