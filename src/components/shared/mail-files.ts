/** Whether a file is one of messages. An archive is, where mail is shown: elsewhere it is nobody's. */
export function isMailFile(name: string, inMail: boolean): boolean {
  return (
    /\.(?:eml|mbox|mbx|mboxrd|tnef)$|^winmail[^/]*\.dat$/i.test(name) ||
    (inMail && /\.(?:zip|tar|t?gz)$/i.test(name)) ||
    (inMail && !name.includes('.'))
  );
}
