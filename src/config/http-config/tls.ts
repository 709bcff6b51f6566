import type { HttpIdentity, TlsVersion } from '../../ports/http.ts';
import { say } from '../../text/safe-text.ts';
import { PLAIN_IDENTITY } from '../identity.ts';
import type { PlacedText, Section } from './section.ts';
import { type ReadSetting, textOrFile } from './setting-file.ts';

type Tls = HttpIdentity['tls'];

const VERSIONS: ReadonlyMap<string, TlsVersion> = new Map([
  ['TLS10', 'TLSv1'],
  ['TLS11', 'TLSv1.1'],
  ['TLS12', 'TLSv1.2'],
  ['TLS13', 'TLSv1.3'],
]);
const KEYS = [
  ...['ca', 'ca_file', 'cert', 'cert_file', 'key', 'key_file'],
  ...['server_name', 'insecure_skip_verify', 'min_version', 'max_version'],
];

export async function readTls(root: Section, read: ReadSetting): Promise<Tls> {
  const section = root.section('tls_config', KEYS);
  if (section === null) return PLAIN_IDENTITY.tls;
  const ca = await readPem(section, 'ca', 'CERTIFICATE', read);
  const cert = await readPem(section, 'cert', 'CERTIFICATE', read);
  const key = await readPem(section, 'key', 'PRIVATE KEY', read);
  checkPair(section);
  const minVersion = readVersion(section, 'min_version');
  const maxVersion = readVersion(section, 'max_version');
  if (minVersion !== null && maxVersion !== null && minVersion > maxVersion) {
    section.problem(section.at, say`tls_config.max_version is below min_version`);
  }
  return {
    ca,
    cert,
    key,
    serverName: section.text('server_name')?.text ?? null,
    insecureSkipVerify: section.flag('insecure_skip_verify', false),
    minVersion,
    maxVersion,
  };
}

async function readPem(section: Section, key: string, block: string, read: ReadSetting): Promise<string | null> {
  const found = await textOrFile(section, key, read);
  if (found === null) return null;
  if (!hasBlock(found, block)) {
    section.problem(found, say`${found.key} has no PEM block (-----BEGIN … ${block}-----)`);
    return null;
  }
  // OpenSSL wants the last line to end.
  return `${found.text.trim()}\n`;
}

function hasBlock({ text }: PlacedText, block: string): boolean {
  return new RegExp(`-----BEGIN (?:[A-Z0-9]+ )*${block}-----`).test(text);
}

function checkPair(section: Section): void {
  const hasAny = (key: string) => section.node(key) !== null || section.node(`${key}_file`) !== null;
  if (hasAny('cert') && !hasAny('key')) {
    section.problem(section.at, say`tls_config has a client certificate and no key (key or key_file)`);
  }
  if (hasAny('key') && !hasAny('cert')) {
    section.problem(section.at, say`tls_config has a key and no client certificate (cert or cert_file)`);
  }
}

function readVersion(section: Section, key: string): TlsVersion | null {
  const given = section.text(key);
  if (given === null) return null;
  const version = VERSIONS.get(given.text);
  if (version === undefined)
    section.problem(given, say`${given.key} must be one of ${[...VERSIONS.keys()].join(', ')}`);
  return version ?? null;
}
