/** Version of the relay's database. Hashes and ids are blobs; times are milliseconds. */
export const SCHEMA_VERSION = 2;

/** What each version added to the one before. */
export const schemas: readonly string[] = [
  `
CREATE TABLE doc (
  id INTEGER PRIMARY KEY, doc BLOB NOT NULL UNIQUE, head INTEGER NOT NULL, h BLOB NOT NULL, ts INTEGER NOT NULL,
  state BLOB NOT NULL, owner BLOB NOT NULL, bytes INTEGER NOT NULL, snap INTEGER NOT NULL, purged INTEGER NOT NULL,
  since INTEGER NOT NULL
) STRICT;
CREATE INDEX doc_owner ON doc(owner);
CREATE TABLE author (
  id INTEGER PRIMARY KEY, doc INTEGER NOT NULL, device BLOB NOT NULL, n INTEGER NOT NULL, seq INTEGER NOT NULL,
  UNIQUE (doc, device)
) STRICT;
CREATE TABLE log (
  doc INTEGER NOT NULL, seq INTEGER NOT NULL, ts INTEGER NOT NULL, kind INTEGER NOT NULL, author INTEGER NOT NULL,
  n INTEGER NOT NULL, eh BLOB NOT NULL, h BLOB NOT NULL, entry BLOB, PRIMARY KEY (doc, seq)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX log_once ON log(author, n);
CREATE INDEX log_membership ON log(doc, seq) WHERE kind = 2;
CREATE INDEX log_snapshot ON log(doc, seq, ts) WHERE kind = 1;
CREATE TABLE member (account BLOB NOT NULL, doc INTEGER NOT NULL, role INTEGER NOT NULL, PRIMARY KEY (account, doc)) STRICT,
  WITHOUT ROWID;
CREATE TABLE invite (doc INTEGER NOT NULL, invite BLOB NOT NULL, account BLOB NOT NULL, seq INTEGER NOT NULL,
  PRIMARY KEY (doc, invite)) STRICT, WITHOUT ROWID;
CREATE INDEX invite_account ON invite(account);
CREATE TABLE blob (id BLOB PRIMARY KEY, size INTEGER NOT NULL, owner BLOB NOT NULL, ts INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX blob_owner ON blob(owner);
CREATE TABLE ref (blob BLOB NOT NULL, doc INTEGER NOT NULL, PRIMARY KEY (blob, doc)) STRICT, WITHOUT ROWID;
CREATE TABLE relay (key TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;
`,
  `
CREATE TABLE directory (seq INTEGER PRIMARY KEY, ts INTEGER NOT NULL, address BLOB NOT NULL, account BLOB NOT NULL,
  before BLOB NOT NULL, h BLOB NOT NULL) STRICT;
CREATE INDEX directory_address ON directory(address, seq);
CREATE TABLE link (id BLOB PRIMARY KEY, owner BLOB NOT NULL, form INTEGER NOT NULL, blob BLOB, ts INTEGER NOT NULL) STRICT,
  WITHOUT ROWID;
CREATE INDEX link_blob ON link(blob);
`,
];

/** As they are stored. */
export const KINDS = ['content', 'snapshot', 'membership'] as const;
