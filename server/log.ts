/** One line of JSON per event, for whatever collects logs. Never contents, addresses, user names or passwords. */
export type LogFields = Readonly<Record<string, string | number | boolean | undefined>>;

export const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export type Log = (level: LogLevel, event: string, fields?: LogFields) => void;

export function createLog(least: LogLevel, write: (line: string) => void, now: () => number): Log {
  const most = LOG_LEVELS.indexOf(least);
  return (level, event, fields = {}) => {
    if (LOG_LEVELS.indexOf(level) > most) return;
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, event, ...fields })}\n`);
  };
}

/** Where in our code it happened; messages of errors may hold what people wrote. */
export function stackOf(error: unknown): string {
  const lines = error instanceof Error ? (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)) : [];
  return lines
    .slice(0, 3)
    .map((line) => line.trim().replace(/\(?file:\/\/.*\/|\(?\/.*\//, ''))
    .join(' < ');
}
