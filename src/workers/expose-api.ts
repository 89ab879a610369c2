import { type Endpoint, expose } from 'comlink';
import { registerErrorTransfer } from './transfer-errors.js';

/** Sent once the worker answers calls: earlier ones would be lost. */
export const READY = 'ready';

/** The last statement of every *.worker.ts. */
export function exposeApi<Api extends object>(api: Api): void {
  registerErrorTransfer();
  expose(api);
  postMessage(READY);
}

/** Offers an interface on a port to another worker. */
export function exposeOnPort<Api extends object>(api: Api, port: MessagePort): void {
  registerErrorTransfer();
  expose(api, port as Endpoint);
}
