export function licenceNotices(): Promise<string>;
