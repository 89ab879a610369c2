import type { Server } from 'node:http';

export function fileOf(root: string, path: string): string | undefined;
export function createStaticServer(folder: string): Server;
export function serveStatic(options: {
  readonly folder: string;
  readonly port?: number;
  readonly host?: string;
}): Promise<{ readonly server: Server; readonly url: string; close(): Promise<void> }>;
