import type { DirectAnswer } from '../domain/judge/facts.ts';
import type { ExporterOutcome } from '../sources/exporter/outcome.ts';
import { visible } from '../text/safe-text.ts';

const NO_WAY_THERE: ReadonlySet<string> = new Set(['name-not-found', 'unreachable', 'timeout', 'aborted']);

/** How asking an exporter ended, as the rules of judgement see it. */
export function directAnswer(outcome: ExporterOutcome): DirectAnswer {
  const url = outcome.source.slice('exporter:'.length);
  if (outcome.ok) return { kind: 'answered', url, at: outcome.fetchedAt };
  const { kind, message } = outcome.error;
  const why = kind === 'refused' ? 'refused' : NO_WAY_THERE.has(kind) ? 'unreachable' : 'bad-answer';
  return { kind: 'failed', url, why, message: visible(message) };
}
