/** A fresh worker each time: the first import of a file is what a person waits for. */
globalThis.parseInWorker = (text) =>
  new Promise((done, fail) => {
    const worker = new Worker(new URL('./ical-worker.js', import.meta.url), { type: 'module' });
    worker.onerror = fail;
    worker.onmessage = ({ data }) => {
      worker.terminate();
      done(data);
    };
    worker.postMessage(text);
  });
