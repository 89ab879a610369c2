/** Whether a file is one of messages. A zip is, where mail is shown: elsewhere it is nobody's. */
export function isMailFile(name: string, inMail: boolean): boolean {
  return (
    /\.(?:eml|mbox|mbx|mboxrd)$/i.test(name) || (inMail && /\.zip$/i.test(name)) || (inMail && !name.includes('.'))
  );
}
