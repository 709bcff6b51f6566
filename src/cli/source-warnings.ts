import type { SourceState } from '../domain/snapshot.ts';
import { type SafeText, say } from '../text/safe-text.ts';

/** Their errors name the address. */
const SHOWN_EXPORTERS = 3;
const SHOWN_WARNINGS = 5;

/** A line for each source that failed, but one for all exporters: the table tells which they are. */
export function failureLines(sources: readonly SourceState[]): readonly SafeText[] {
  const failed = sources.filter(({ ok }) => !ok);
  const exporters = failed.filter(({ kind }) => kind === 'exporter');
  const others = failed.filter(({ kind }) => kind !== 'exporter');
  return [
    ...others.map(({ kind, name, url, error }) => say`${kind} ${name} (${url}): ${error ?? ''}`),
    ...exporterLine(exporters),
  ];
}

function exporterLine(failed: readonly SourceState[]): readonly SafeText[] {
  if (failed.length === 0) return [];
  const shown = failed.slice(0, SHOWN_EXPORTERS).map(({ name, error }) => error ?? name);
  const more = failed.length > SHOWN_EXPORTERS ? `; and ${failed.length - SHOWN_EXPORTERS} more` : '';
  return [
    say`${failed.length === 1 ? 'an exporter' : `${failed.length} exporters`} did not answer us (${shown.join('; ')}${more})`,
  ];
}

/** What sources that did answer had to say, as far as there is room for it; `sources` in --json has all. */
export function warningLines(sources: readonly SourceState[]): readonly SafeText[] {
  const all = sources.flatMap(({ kind, name, warnings }) =>
    warnings.map((warning) => say`${kind} ${name}: ${warning}`),
  );
  if (all.length <= SHOWN_WARNINGS) return all;
  return [
    ...all.slice(0, SHOWN_WARNINGS),
    say`and ${all.length - SHOWN_WARNINGS} more warnings: see "sources" in --json`,
  ];
}
