/**
 * Folder -> what its files may import besides themselves; a folder inside another one that has a line of its own answers
 * to that line alone. The picture is in ARCHITECTURE.md.
 */
export const mayImport: Readonly<Record<string, readonly string[]>> = {
  'src/domain': [],
  'src/formats': ['src/domain/', 'ical.js', 'vcard4', 'papaparse', 'unpdf/'],
  'src/store': ['src/domain/', 'dexie', 'fflate'],
  'src/sync': ['src/domain/', '@automerge/automerge'],
  'src/sync/mail': ['src/domain/'],
  'src/sync/jmap': ['src/domain/', 'src/sync/mail/'],
  'src/sync/client': ['src/domain/', 'src/sync/protocol/'],
  'src/sync/identity': ['src/domain/', 'src/sync/client/', 'src/sync/protocol/'],
  'src/sync/protocol': ['cborg', '@hpke/core', '@noble/hashes/'],
  'src/workers': [
    'src/domain/',
    'src/formats/',
    'src/store/',
    'src/sync/',
    'src/trusted-types',
    'comlink',
    'fflate',
    'hash-wasm',
  ],
  'src/app': ['src/domain/', 'src/formats/', 'src/workers/', 'comlink', '@lit/localize', '@scure/bip39'],
  server: ['node:'],
  relay: ['server/', 'src/sync/protocol/', 'node:', 'ws'],
  gateway: ['server/', 'src/domain/mail/', 'src/formats/mail/', 'node:', 'imapflow', 'nodemailer'],
  'src/components': ['src/domain/', 'src/app/', 'lit', '@lit/', 'lucide-static/', 'lean-qr', 'dompurify', 'squire-rte'],
};
