import type { EpochMs } from '../../domain/time.ts';
import type { Collector, Family, ServedSeries } from '../fleet/family.ts';

/** What is always the same of a family's text. */
interface Written {
  readonly collector: Collector;
  readonly head: string;
  readonly series: readonly { readonly head: string; readonly served: ServedSeries }[];
}

/** The page of an exporter in the text format, as node_exporter writes it, with the series of these collectors only. */
export type PageAt = (at: EpochMs, wanted: ReadonlySet<string> | null) => string;

export function pageOf(families: readonly Family[]): PageAt {
  const written = families.map(write);
  return (at, wanted) => {
    let page = '';
    for (const { collector, head, series } of written) {
      if (wanted !== null && collector !== null && !wanted.has(collector)) continue;
      let lines = '';
      for (const each of series) {
        const value = each.served.valueAt(at);
        if (value !== null) lines += `${each.head}${numberText(value)}\n`;
      }
      if (lines !== '') page += head + lines;
    }
    return page;
  };
}

function write({ name, help, type, collector, series }: Family): Written {
  return {
    collector,
    head: `# HELP ${name} ${help.replaceAll('\\', '\\\\').replaceAll('\n', '\\n')}\n# TYPE ${name} ${type}\n`,
    series: series.map((served) => ({ head: `${name}${labelText(served.labels)} `, served })),
  };
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
}

/** As Go's `%g` has it: `1.795549083e+09`. */
function numberText(value: number): string {
  const exponent = value === 0 ? 0 : Math.floor(Math.log10(Math.abs(value)));
  if (exponent >= -4 && exponent < 21 && (exponent < 6 || !Number.isFinite(value))) return String(value);
  const [digits = '', power = ''] = value.toExponential().split('e');
  return `${digits}e${power.startsWith('-') ? '-' : '+'}${power.replace(/^[+-]/, '').padStart(2, '0')}`;
}
