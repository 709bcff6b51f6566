import type { Chance } from './chance.ts';
import {
  BOUNDS,
  COMMON_TYPES,
  HELPS,
  LABEL_VALUES,
  LABELS,
  NAMES,
  ODD_HELPS,
  ODD_LINES,
  ODD_TYPES,
  ODD_VALUES,
  VALUES,
} from './spellings.ts';

/** What wrappers write, and what client libraries do. */
const GOOD = [
  'duplicati_h__srv_last_run_start 1795549083\nduplicati_h__srv_last_run_seconds 812\nduplicati_h__srv_last_exitcode 0\n',
  'duplicati_h__srv_my-data_last_run_start 1795549083\n',
  [
    '# HELP duplicati_job_last_exit_code Exit code of the last run.',
    '# TYPE duplicati_job_last_exit_code gauge',
    'duplicati_job_last_exit_code{host="h",path="/srv/dätä \\"x\\" \\\\"} 0',
    '# HELP duplicati_job_info Facts about the job.',
    '# TYPE duplicati_job_info gauge',
    'duplicati_job_info{host="h",path="/srv",dbpath="/var/x.sqlite"} 1',
    '',
  ].join('\n'),
  [
    '# HELP x_seconds A histogram\\nin two lines.',
    '# TYPE x_seconds histogram',
    'x_seconds_bucket{le="0.5"} 11',
    'x_seconds_bucket{le="+Inf"} 13',
    'x_seconds_sum 17.5',
    'x_seconds_count 13',
    '# TYPE y_seconds summary',
    'y_seconds{quantile="0.5",a="1"} 19',
    'y_seconds_sum{a="1"} 23',
    'y_seconds_count{a="1"} 29',
    '',
  ].join('\n'),
];

/** A textfile as someone might write it, or nearly: one in two is good. */
export function randomTextfile(chance: Chance): Uint8Array {
  return chance.once(3) ? spoiled(chance.of(GOOD), chance.below(4), chance) : composed(chance);
}

function spoiled(text: string, changes: number, chance: Chance): Uint8Array {
  let bytes: Uint8Array = new TextEncoder().encode(text);
  for (let count = 0; count < changes; count += 1) bytes = withOtherByte(bytes, chance);
  return bytes;
}

function composed(chance: Chance): Uint8Array {
  const lines = [...heads(chance), ...chance.many(0, 7, () => sampleLine(chance))];
  if (chance.once(4)) lines.splice(chance.below(lines.length + 1), 0, oddLine(chance));
  let text = lines.map((line) => `${line}\n`).join('');
  if (chance.once(40)) text = text.slice(0, -1);
  if (chance.once(40)) text += chance.of([' ', '\t ', ' \n', '\n\n']);
  if (chance.once(50)) text = text.replaceAll('\n', '\r\n');
  const bytes = new TextEncoder().encode(text);
  return chance.once(8) ? withOtherByte(bytes, chance) : bytes;
}

/** HELP and TYPE lines, each once a name. */
function heads(chance: Chance): readonly string[] {
  const types = new Set(chance.many(0, 3, () => chance.of(NAMES)));
  const helps = new Set(chance.many(0, 2, () => chance.of(NAMES)));
  return [
    ...Array.from(helps, (name) => `# HELP ${name} ${chance.of(HELPS)}`),
    ...Array.from(types, (name) => `# TYPE ${name} ${chance.of(COMMON_TYPES)}`),
  ];
}

function sampleLine(chance: Chance): string {
  const labels = new Map(chance.many(0, 2, () => [chance.of(LABELS), chance.of(LABEL_VALUES)] as const));
  if (chance.once(3)) labels.set(chance.of(['le', 'quantile']), chance.of(BOUNDS));
  const pairs = Array.from(labels, ([name, value]) => `${name}="${value}"`);
  return `${chance.of(NAMES)}${pairs.length > 0 ? `{${pairs.join(',')}}` : ''} ${value(chance)}`;
}

/** Mostly a number that no other line has. */
function value(chance: Chance): string {
  return chance.once(4) ? chance.of(VALUES) : String(1_000_000 + chance.below(4_000_000_000));
}

function oddLine(chance: Chance): string {
  const name = chance.of(NAMES);
  switch (chance.below(5)) {
    case 0:
      return `# TYPE ${name} ${chance.of([...COMMON_TYPES, ...ODD_TYPES])}`;
    case 1:
      return `# HELP ${name} ${chance.of([...HELPS, ...ODD_HELPS])}`;
    case 2:
      return `${name} ${chance.of(ODD_VALUES)}`;
    case 3:
      return `${name}{${chance.of(LABELS)}="${chance.of(BOUNDS)}",${chance.of(LABELS)}="${chance.of(LABEL_VALUES)}"} ${chance.of(VALUES)}`;
    default:
      return chance.of(ODD_LINES);
  }
}

/** One byte put in, taken out, or changed. */
function withOtherByte(bytes: Uint8Array, chance: Chance): Uint8Array {
  const at = chance.below(bytes.length + 1);
  const byte = chance.once(2)
    ? chance.of([...' \t\n\r\\"{},=#_-.:0eE+\0'].map((character) => character.charCodeAt(0)))
    : chance.below(256);
  const rest = bytes.subarray(at + (chance.once(2) ? 1 : 0));
  return Uint8Array.of(...bytes.subarray(0, at), ...(chance.once(3) ? [] : [byte]), ...rest);
}
