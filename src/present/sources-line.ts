import type { SourceKind } from '../domain/reading.ts';
import type { SourceState } from '../domain/snapshot.ts';
import type { EpochMs } from '../domain/time.ts';
import { shortAge } from '../text/duration.ts';
import { type SafeText, say } from '../text/safe-text.ts';
import type { Context } from './columns/column.ts';
import { type Line, type Segment, segment } from './tone.ts';

/** What most fleets have few of is named one by one; exporters are counted. */
const NAMED_AT_MOST = 3;
const KINDS: readonly SourceKind[] = ['prometheus', 'alertmanager', 'exporter', 'ansible', 'config'];
const PLURALS: Readonly<Record<SourceKind, string>> = {
  prometheus: 'prometheuses',
  alertmanager: 'alertmanagers',
  exporter: 'exporters',
  ansible: 'ansible folders',
  config: 'config files',
  host: 'hosts',
};

/** How old what each source said is, and which failed: `prometheus default 3s · exporters 41 of 42, 5s · exporter web-01 failed: refused`. */
export function sourcesLine(sources: readonly SourceState[], { now, ascii }: Context): Line {
  if (sources.length === 0) return [segment(say`no source`, 'warning')];
  const parts = KINDS.flatMap((kind) =>
    partsOf(
      kind,
      sources.filter((source) => source.kind === kind),
      now,
    ),
  );
  const between = segment(ascii ? say` | ` : say` · `, 'muted');
  return parts.flatMap((part, at) => (at === 0 ? [part] : [between, part]));
}

function partsOf(kind: SourceKind, sources: readonly SourceState[], now: EpochMs): readonly Segment[] {
  const answered = sources.filter(({ ok }) => ok);
  const failed = sources.filter(({ ok }) => !ok);
  const parts: Segment[] = [];
  if (sources.length > NAMED_AT_MOST) {
    const count = failed.length === 0 ? say`${sources.length}` : say`${answered.length} of ${sources.length}`;
    const age = answered.length === 0 ? say`` : say`, ${oldest(answered, now)}`;
    parts.push(segment(say`${PLURALS[kind]} ${count}${age}`, failed.length === 0 ? 'muted' : 'warning'));
  } else {
    for (const source of answered) parts.push(namedPart(source, oldest([source], now)));
  }
  for (const source of failed.slice(0, NAMED_AT_MOST)) {
    parts.push(segment(say`${kind} ${source.name} failed: ${reasonOf(source)}`, 'failed'));
  }
  if (failed.length > NAMED_AT_MOST) parts.push(segment(say`${failed.length - NAMED_AT_MOST} more failed`, 'failed'));
  return parts;
}

/** Without the address where that is in the name already. */
function reasonOf({ error, url, name }: SourceState): string {
  if (error === null) return 'no reason given';
  const address = `${url}: `;
  return url.includes(name) && error.startsWith(address) ? error.slice(address.length) : error;
}

function namedPart({ kind, name, warnings }: SourceState, age: SafeText): Segment {
  const [warning] = warnings;
  return warning === undefined
    ? segment(say`${kind} ${name} ${age}`, 'muted')
    : segment(say`${kind} ${name} ${age}, warns: ${warning}`, 'warning');
}

function oldest(sources: readonly SourceState[], now: EpochMs): SafeText {
  return shortAge((now - Math.min(...sources.map(({ fetchedAt }) => fetchedAt))) / 1000);
}
