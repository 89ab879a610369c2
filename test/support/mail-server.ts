// A real mail server of a test's own, whichever it is: one suite runs against each (test/support/mail-server-suite.ts).

/** Somebody who has mail there. */
export interface TestMailPerson {
  /** Address and user name. */
  readonly address: string;
  readonly password: string;
}

/** A JMAP server over loopback: Cyrus itself, or our gateway before IMAP and SMTP. */
export interface TestMailServer {
  /** Where discovery begins: an origin, such as `http://127.0.0.1:15000`. */
  readonly url: string;
  readonly alice: TestMailPerson;
  readonly bob: TestMailPerson;
  /** Whether changes come by EventSource; else the client has to ask. */
  readonly pushes: boolean;
  /** A message comes in from outside, as another mail server would hand it over; resolves once it is accepted. */
  deliver(to: string, message: string): Promise<void>;
  /** How many times a message with this subject has gone out to anybody since the server was started. */
  sentCount(subject: string): number;
  /** Ends it, and starts it again over the same data and ports. */
  restart(): Promise<void>;
  end(): Promise<void>;
}
