import type { Snapshot } from '../../../domain/snapshot.ts';
import { meantTerms } from '../../../present/filter/meant.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { shortDuration } from '../../../text/duration.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { wrap } from '../../../text/wrap.ts';
import { blanks } from '../../line-fit.ts';
import type { Model } from '../../model.ts';
import type { FleetState } from './state.ts';

const INDENT = 3;

/** What stands in the place of the table where it has no rows: why, and what to do about it. */
export function emptyLines(state: FleetState, model: Model, columns: number): readonly Line[] {
  const { snapshot } = model.fleet;
  const paragraphs = snapshot === null ? waiting(model) : reasons(state, snapshot, model);
  return paragraphs.flatMap(({ text, tone }) =>
    wrap(text, columns - 2 * INDENT).map((part): Line => [segment(blanks(INDENT)), segment(part, tone)]),
  );
}

interface Paragraph {
  readonly text: SafeText;
  readonly tone: 'plain' | 'muted' | 'failed' | 'strong';
}

function waiting({ asking, now, startedAt, look }: Model): readonly Paragraph[] {
  const waited = now - startedAt < 1000 ? '' : ` ${shortDuration((now - startedAt) / 1000)}`;
  return [{ text: say`asking ${asking} ${look.ascii ? '...' : '…'}${waited}`, tone: 'plain' }];
}

function reasons(state: FleetState, snapshot: Snapshot, model: Model): readonly Paragraph[] {
  if (state.sorted.length > 0) return noMatch(state);
  const asked = snapshot.sources.filter(({ kind }) => kind === 'prometheus' || kind === 'exporter');
  if (asked.some(({ ok }) => ok)) return model.fleet.refreshing ? waiting(model) : noJobs(snapshot);
  return noAnswer(snapshot, model);
}

function noMatch({ filter, problemsOnly, sorted }: FleetState): readonly Paragraph[] {
  if (filter.text === '') {
    return [
      { text: say`No problems: ${countOf(sorted)} fine.`, tone: 'strong' },
      { text: say`! shows all of them again.`, tone: 'muted' },
    ];
  }
  const what = problemsOnly ? 'No problem matches' : 'Nothing matches';
  return [
    { text: say`${what} the filter: ${filter.text}`, tone: 'strong' },
    ...meant(filter.text),
    {
      text: say`There are ${sorted.length} rows without it. Esc clears it, / changes it, ? shows what it may hold.`,
      tone: 'muted',
    },
  ];
}

function meant(filter: string): readonly Paragraph[] {
  const terms = meantTerms(filter);
  if (terms.length === 0) return [];
  return [{ text: say`Words are looked for in host and path; perhaps ${terms.join(' ')} is meant.`, tone: 'plain' }];
}

function countOf({ length }: FleetState['sorted']): string {
  return length === 1 ? 'the one job is' : `all ${length} jobs are`;
}

function noJobs({ sources }: Snapshot): readonly Paragraph[] {
  return [
    { text: say`No backup job was found.`, tone: 'strong' },
    {
      text: say`Looked for series duplicati_*_last_run_start, *_last_run_seconds, *_last_exitcode and duplicati_job_*, for alert rules with absent(duplicati_*), and for declared jobs, in:`,
      tone: 'plain',
    },
    ...sources.map(({ kind, name, url }): Paragraph => ({ text: say`  ${kind} ${name} ${url}`, tone: 'muted' })),
    {
      text: say`Ask another Prometheus with -p URL, node exporters directly with --exporter URL, or declare jobs in the configuration ("duptop config" shows it).`,
      tone: 'plain',
    },
  ];
}

function noAnswer({ sources }: Snapshot, { fleet }: Model): readonly Paragraph[] {
  const failed = sources.filter(({ ok }) => !ok);
  const title = failed.length === 0 ? say`There is nobody to ask.` : say`No source answered, so nothing can be said.`;
  const hints = new Set(failed.flatMap(({ hint }) => (hint === null ? [] : [hint])));
  return [
    { text: title, tone: 'strong' },
    ...failed.map(
      ({ kind, name, url, error }): Paragraph => ({
        text: say`${kind} ${name}${url === name ? '' : say` (${url})`}: ${error ?? 'no reason given'}`,
        tone: 'failed',
      }),
    ),
    ...[...hints].map((hint): Paragraph => ({ text: visible(hint), tone: 'plain' })),
    {
      text: say`Name a Prometheus with -p URL or PROMETHEUS_URL, or node exporters with --exporter URL.`,
      tone: 'muted',
    },
    ...(fleet.paused ? [] : [{ text: say`duptop goes on asking; R asks at once.`, tone: 'muted' } as const]),
  ];
}
