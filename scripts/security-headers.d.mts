export const appPolicy: string;
export const appMetaPolicy: string;
export const embedPolicy: string;
export function securityHeaders(path: string): Readonly<Record<string, string>>;
