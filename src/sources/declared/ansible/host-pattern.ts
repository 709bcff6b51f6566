const RANGE = /\[(\d+|[a-z]|[A-Z]):(\d+|[a-z]|[A-Z])(?::([1-9]\d{0,3}))?\]/;
const MAX_HOSTS = 10_000;

/** The hosts that an inventory's `web[01:10].example.com` or `db-[a:f]` names; `null` for a range that is none or names too many. */
export function expandHosts(pattern: string): readonly string[] | null {
  let hosts: readonly string[] = [pattern];
  for (let range = RANGE.exec(pattern); range; range = RANGE.exec(hosts[0] ?? '')) {
    const values = rangeValues(range[1] ?? '', range[2] ?? '', Number(range[3] ?? 1));
    if (values === null || values.length * hosts.length > MAX_HOSTS) return null;
    hosts = hosts.flatMap((host) => values.map((value) => host.replace(RANGE, value)));
  }
  return hosts.some((host) => /[[\]]/.test(host)) ? null : hosts;
}

function rangeValues(first: string, last: string, step: number): readonly string[] | null {
  const digits = /^\d/.test(first);
  if (digits !== /^\d/.test(last)) return null;
  const [start, end] = digits ? [Number(first), Number(last)] : [first.charCodeAt(0), last.charCodeAt(0)];
  if (!(start <= end) || (end - start) / step > MAX_HOSTS) return null;
  const width = first.startsWith('0') ? first.length : 0;
  const count = Math.floor((end - start) / step) + 1;
  return Array.from({ length: count }, (_, index) => {
    const value = start + index * step;
    return digits ? String(value).padStart(width, '0') : String.fromCharCode(value);
  });
}
