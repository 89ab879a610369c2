import type { TestMailServer } from './mail-server.js';
export function hasCyrus(): boolean;
/** What Cyrus holds and is due at a moment, epoch ms, goes out: its program for that looks once. */
export interface TestCyrus extends TestMailServer {
  sendWhatIsDue(until: number): Promise<void>;
}
export function startCyrus(): Promise<TestCyrus>;
