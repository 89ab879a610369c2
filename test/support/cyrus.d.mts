import type { TestMailServer } from './mail-server.js';
export function hasCyrus(): boolean;
export function startCyrus(): Promise<TestMailServer>;
