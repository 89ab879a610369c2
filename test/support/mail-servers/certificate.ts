// Certificates of a test's own, made by openssl in a folder of its own.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TestCertificate {
  readonly certFile: string;
  readonly keyFile: string;
  readonly cert: string;
  readonly key: string;
}

function openssl(cwd: string, args: readonly string[]) {
  const { status, stderr, error } = spawnSync('openssl', args, { cwd, encoding: 'utf8' });
  if (error !== undefined || status !== 0) throw new Error(`openssl ${args[0]}: ${error?.message ?? stderr}`);
}

const KEY = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=localhost'];
const NAMES = 'subjectAltName=DNS:localhost,IP:127.0.0.1';

const read = (folder: string): TestCertificate => {
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  return { certFile, keyFile, cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') };
};

/** For `localhost` and 127.0.0.1, signed by itself. */
export function makeCertificate(folder: string): TestCertificate {
  mkdirSync(folder, { recursive: true });
  openssl(folder, ['req', '-x509', ...KEY, '-days', '30', '-addext', NAMES, '-keyout', 'key.pem', '-out', 'cert.pem']);
  return read(folder);
}

/** One that held in January 2020. */
export function makeExpiredCertificate(folder: string): TestCertificate {
  mkdirSync(folder, { recursive: true });
  openssl(folder, ['req', ...KEY, '-keyout', 'key.pem', '-out', 'request.pem']);
  writeFileSync(join(folder, 'index.txt'), '');
  writeFileSync(join(folder, 'serial'), '01\n');
  writeFileSync(
    join(folder, 'ca.cnf'),
    `[ca]\ndefault_ca=d\n[d]\ndatabase=index.txt\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nx509_extensions=e\n[p]\ncommonName=supplied\n[e]\n${NAMES}\n`,
  );
  const dates = ['-startdate', '20200101000000Z', '-enddate', '20200201000000Z'];
  const files = ['-keyfile', 'key.pem', '-in', 'request.pem', '-out', 'cert.pem'];
  openssl(folder, ['ca', '-batch', '-config', 'ca.cnf', '-selfsign', ...files, ...dates, '-notext']);
  return read(folder);
}
