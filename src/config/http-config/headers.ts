import type { HttpIdentity } from '../../ports/http.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import type { Place } from '../../text/yaml/tree.ts';
import { headerProblem } from '../http-header.ts';
import { quoted } from '../quoted.ts';
import type { PlacedText, Section } from './section.ts';
import type { ReadSetting } from './setting-file.ts';

/** What Prometheus' own tools refuse here, in lower case; the connection's own headers are refused with them. */
const RESERVED: ReadonlySet<string> = new Set([
  ...['authorization', 'host', 'user-agent', 'connection', 'keep-alive', 'accept-encoding'],
  ...['content-encoding', 'content-length', 'content-type'],
  ...['proxy-authenticate', 'proxy-authorization', 'www-authenticate'],
  ...['x-prometheus-remote-write-version', 'x-prometheus-remote-read-version', 'x-prometheus-scrape-timeout-seconds'],
  ...['x-amz-date', 'x-amz-security-token', 'x-amz-content-sha256'],
]);

/** `http_headers: {Name: {values: […], secrets: […], files: […]}}`; several values of one name are sent as one, with commas. */
export async function readHeaders(root: Section, read: ReadSetting): Promise<HttpIdentity['headers']> {
  const given = root.node('http_headers')?.value;
  const names = given?.kind === 'map' ? [...given.entries.keys()] : [];
  const section = root.section('http_headers', names);
  const headers: Record<string, string> = {};
  if (section === null) return headers;
  const taken = new Set<string>();
  for (const name of names) {
    const at = section.node(name)?.at ?? section.at;
    const refusal = refusalOf(name, taken);
    taken.add(name.toLowerCase());
    if (refusal !== null) {
      section.problem(at, refusal);
      continue;
    }
    const value = await readValue(section.section(name, ['values', 'secrets', 'files']), read);
    if (value === null) continue;
    const problem = headerProblem({ name, value });
    if (problem === null) headers[name] = value;
    else section.problem(at, say`http_headers: ${problem}`);
  }
  return headers;
}

function refusalOf(name: string, taken: ReadonlySet<string>): SafeText | null {
  const wanted = name.toLowerCase();
  if (wanted === 'authorization')
    return say`${quoted(name)} can't stand under http_headers: use authorization or basic_auth`;
  if (RESERVED.has(wanted))
    return say`${quoted(name)} can't stand under http_headers: duptop sets it itself, or it is not for requests`;
  return taken.has(wanted) ? say`${quoted(name)} comes twice under http_headers` : null;
}

/** `null` where one of its files can't be read. */
async function readValue(section: Section | null, read: ReadSetting): Promise<string | null> {
  if (section === null) return '';
  const texts = [...textsOf(section, 'values'), ...textsOf(section, 'secrets')].map(({ text }) => text);
  for (const file of textsOf(section, 'files')) {
    const text = await read(section, file);
    if (text === null) return null;
    texts.push(text.trim());
  }
  return texts.join(', ');
}

function textsOf(section: Section, key: string): readonly PlacedText[] {
  const entry = section.node(key);
  if (entry === null) return [];
  const wrong = (at: Place): readonly PlacedText[] => {
    section.problem(at, say`${key} under http_headers must be a list of texts`);
    return [];
  };
  if (entry.value.kind !== 'list') return wrong(entry.at);
  return entry.value.items.flatMap((item) =>
    item.kind === 'scalar' && typeof item.value === 'string'
      ? [{ ...item.at, key: `${key} under http_headers`, text: item.value }]
      : wrong(item.at),
  );
}
