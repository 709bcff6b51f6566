import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Prometheus, type PrometheusOptions, startPrometheus } from '../../../lab/prometheus.ts';

/** One series that was scraped regularly: its value at each moment, `null` where it was not there. */
export interface PastSeries {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly valueAt: (seconds: number) => number | null;
}

interface Past {
  /** Unix seconds. */
  readonly start: number;
  readonly end: number;
  readonly everySeconds: number;
}

/** A real Prometheus whose data begins long ago; it scrapes what `options` say. */
export async function prometheusWithPast(
  series: readonly PastSeries[],
  past: Past,
  options: PrometheusOptions = {},
): Promise<Prometheus> {
  const prometheus = await startPrometheus({ ...options, flags: ['--storage.tsdb.retention.time=60d'] });
  await prometheus.halt();
  const file = join(prometheus.folder, 'past.om');
  writeFileSync(file, openMetrics(series, past));
  const made = spawnSync(
    'promtool',
    // Blocks of a month: the usual ones of two hours would be hundreds.
    ['tsdb', 'create-blocks-from', 'openmetrics', '--max-block-duration=744h', file, join(prometheus.folder, 'data')],
    {
      encoding: 'utf8',
    },
  );
  if (made.status !== 0) throw new Error(`promtool made no blocks:\n${made.stdout}${made.stderr}`);
  await prometheus.restart();
  return prometheus;
}

/** The format wants all series of a name together. */
function openMetrics(series: readonly PastSeries[], { start, end, everySeconds }: Past): string {
  const lines: string[] = [];
  for (const { name, labels, valueAt } of series.toSorted((one, other) => (one.name < other.name ? -1 : 1))) {
    const text = Object.entries(labels).map(([label, value]) => `${label}=${JSON.stringify(value)}`);
    for (let at = start; at <= end; at += everySeconds) {
      const value = valueAt(at);
      if (value !== null) lines.push(`${name}{${text.join(',')}} ${value} ${at}`);
    }
  }
  return `${lines.join('\n')}\n# EOF\n`;
}
