export function spawnRelay(
  program: string,
  folder: string,
  port?: number,
): Promise<{
  readonly url: string;
  output(): string;
  /** Lets it stand still with its sockets open, and go on. */
  pause(): void;
  resume(): void;
  /** Ends it as a loss of power ends a process. */
  kill(): Promise<void>;
  /** In order. @returns its exit code. */
  end(): Promise<number | null>;
}>;
