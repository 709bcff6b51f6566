import { say } from '../text/safe-text.ts';
import { DEFAULT_PROMETHEUS_URL } from './config.ts';
import { ConfigError } from './config-error.ts';
import type { ServerEntry } from './file-layer.ts';
import { maskUrl, readBaseAddress } from './http-address.ts';
import { DEFAULT, type Origin, type Setting } from './origin.ts';
import { quoted } from './quoted.ts';

/** What is asked where nothing at all is named. */
export const DEFAULT_PROMETHEUS: ServerEntry = {
  name: null,
  address: { value: { url: DEFAULT_PROMETHEUS_URL, credentials: null }, origin: DEFAULT },
  headers: [],
  httpConfig: null,
};

/**
 * The entries that flags or environment choose. A text that is the name or the URL of entries of the file means these, with their
 * headers; any other must be a URL.
 */
export function chooseEntries(
  choices: readonly Setting<string>[],
  configured: readonly ServerEntry[],
): { readonly entries: readonly ServerEntry[]; readonly errors: readonly ConfigError[] } {
  const errors: ConfigError[] = [];
  const entries = choices.flatMap(({ value: text, origin }): readonly ServerEntry[] => {
    const named = configured.filter(({ name }) => name?.value === text);
    if (named.length > 0) return named;
    const read = readBaseAddress(text);
    if ('address' in read) return entriesAt({ value: read.address, origin }, configured);
    const names = configured.flatMap(({ name }) => (name ? [name.value] : []));
    const problem =
      names.length > 0 && !text.includes('://')
        ? say`${quoted(maskUrl(text))} is neither an http or https URL nor the name of a configured Prometheus (${names.join(', ')})`
        : read.problem;
    errors.push(new ConfigError({ where: placeOf(origin) }, problem));
    return [];
  });
  return { entries: [...new Set(entries)], errors };
}

/**
 * The entries with their names, each unique: its own; `default` for a single one without; else host and port of its URL.
 * One that is taken gets a number.
 */
export function withNames(
  entries: readonly ServerEntry[],
): readonly { readonly entry: ServerEntry; readonly name: Setting<string> }[] {
  const taken = new Set<string>();
  return entries.map((entry) => {
    const unnamed = entries.length === 1 ? 'default' : new URL(entry.address.value.url).host;
    const wanted = entry.name ?? { value: unnamed, origin: DEFAULT };
    let value = wanted.value;
    for (let number = 2; taken.has(value); number++) value = `${wanted.value}-${number}`;
    taken.add(value);
    return { entry, name: { value, origin: wanted.origin } };
  });
}

/** Credentials in the given URL go before those of the entry. */
function entriesAt(address: ServerEntry['address'], configured: readonly ServerEntry[]): readonly ServerEntry[] {
  const known = configured.filter((entry) => entry.address.value.url === address.value.url);
  if (known.length === 0) return [{ name: null, address, headers: [], httpConfig: null }];
  return address.value.credentials ? known.map((entry) => ({ ...entry, address })) : known;
}

function placeOf(origin: Origin): string {
  if (origin.by === 'flag') return origin.flag;
  return origin.by === 'environment' ? origin.variable : 'configuration';
}
