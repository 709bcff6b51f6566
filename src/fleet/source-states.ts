import type { InstanceReading } from '../domain/reading.ts';
import type { SourceState } from '../domain/snapshot.ts';
import type { ExporterOutcome } from '../sources/exporter/outcome.ts';
import type { Prometheus } from '../sources/prometheus/client.ts';
import type { PrometheusReading } from '../sources/prometheus/read.ts';
import type { SourceError } from '../sources/source-error.ts';
import { type SafeText, say, visible } from '../text/safe-text.ts';
import type { DeclaredSource, Timed } from './fleet.ts';

export function prometheusAnswered(reading: PrometheusReading): SourceState {
  return {
    id: reading.source,
    kind: 'prometheus',
    name: reading.name,
    url: reading.url,
    ...failure(reading.error),
    fetchedAt: reading.fetchedAt,
    durationMs: reading.durationMs,
    warnings: reading.warnings,
  };
}

export function prometheusFailed({ source, name, url }: Prometheus, error: SourceError, timed: Timed): SourceState {
  return { id: source, kind: 'prometheus', name, url, ...failure(error), ...timed, warnings: [] };
}

export function exporterState(outcome: ExporterOutcome): SourceState {
  const { source, address, fetchedAt, durationMs } = outcome;
  return {
    id: source,
    kind: 'exporter',
    name: address.instance,
    url: source.slice('exporter:'.length),
    ...failure(outcome.ok ? null : outcome.error),
    fetchedAt,
    durationMs,
    warnings: outcome.ok ? [...strangeness(outcome.reading), ...outcome.reading.problems.map(visible)] : [],
  };
}

/** A page of another service is a page too. */
function strangeness({ scrapeJob, nodename, textfileError, runs, labelled }: InstanceReading): readonly SafeText[] {
  const isOne = nodename !== null || textfileError !== null || runs.size + labelled.length > 0;
  return scrapeJob !== null || isOne
    ? []
    : [
        say`no node exporter answered there: the page has none of its series for textfiles; is that the right address and port?`,
      ];
}

export function declaredState(
  { id, kind, name, path }: DeclaredSource,
  error: string | null,
  timed: Timed,
  warnings: readonly SafeText[],
): SourceState {
  return {
    id,
    kind,
    name,
    url: path,
    ok: error === null,
    error: error === null ? null : visible(error),
    hint: null,
    ...timed,
    warnings,
  };
}

export function failure(error: SourceError | null): Pick<SourceState, 'ok' | 'error' | 'hint'> {
  if (error === null) return { ok: true, error: null, hint: null };
  return { ok: false, error: visible(error.message), hint: error.hint === null ? null : visible(error.hint) };
}
