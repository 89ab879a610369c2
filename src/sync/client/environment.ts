// What the client needs of the machine it runs on, handed in so that tests can be the machine.

/** As much of a WebSocket as is used: the browser's, and that of the `ws` package. */
export interface Socket {
  binaryType: string;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(bytes: Uint8Array<ArrayBuffer>): void;
  close(code?: number, reason?: string): void;
}

export interface Environment {
  /** May throw, as the constructor does for what is no address. */
  open(url: string): Socket;
  /** Epoch ms, by this machine's clock. */
  now(): number;
  /** Calls once. @returns takes it back. */
  after(milliseconds: number, work: () => void): () => void;
  /** From 0 to 1, for spreading reconnects; no secret. */
  chance(): number;
}
