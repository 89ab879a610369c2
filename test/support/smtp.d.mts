export interface SmtpServer {
  readonly port: number;
  count(subject: string): number;
  end(): Promise<unknown>;
}
export function startSmtpServer(
  take: (to: string, message: string) => Promise<void>,
  port?: number,
): Promise<SmtpServer>;
export function sendMessages(
  where: { readonly port: number; readonly protocol: 'SMTP' | 'LMTP' },
  to: string,
  messages: readonly string[],
): Promise<void>;
