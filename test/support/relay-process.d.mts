export function spawnRelay(
  program: string,
  folder: string,
  port?: number,
): Promise<{
  readonly url: string;
  output(): string;
  /** Ends it as a loss of power ends a process. */
  kill(): Promise<void>;
  /** In order. @returns its exit code. */
  end(): Promise<number | null>;
}>;
