import type { HostRow } from './host-row.ts';

/** Nothing in it means anything to a filter. */
const PLAIN = /^[A-Za-z0-9_.-]+$/;
const SPECIAL_IN_QUOTES = /["\\]/g;

/** The filter that leaves the rows of this host: `host:web-01`; where others share its name, with its instance. */
export function hostFilter({ host: { host, instance } }: HostRow, all: readonly HostRow[]): string {
  const sharing = all.filter((row) => row.host.host === host);
  const ownInstance = sharing.length > 1 || host === '' ? instance : null;
  const terms = [
    ...(host === '' ? [] : [`host:${filterWord(host)}`]),
    ...(ownInstance === null ? [] : [`instance:${filterWord(ownInstance)}`]),
  ];
  return terms.join(' ');
}

/** A value as a filter reads it back exactly: in quotes where any of its characters could mean something. */
function filterWord(text: string): string {
  return PLAIN.test(text) ? text : `"${text.replace(SPECIAL_IN_QUOTES, '\\$&')}"`;
}
