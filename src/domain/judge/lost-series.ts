import { type SafeText, say } from '../../text/safe-text.ts';
import type { InstanceFacts } from './facts.ts';

/** Whether scrapes of an exporter lose series because of files that hide each other; `null`: some did once, and one look can't tell of now. */
export function losesSeries({ gatheringErrors, gatheringErrorsLately }: InstanceFacts): boolean | null {
  if (gatheringErrorsLately !== null) return gatheringErrorsLately > 0;
  return gatheringErrors === null || gatheringErrors === 0 ? false : null;
}

/** Evidence: the exporter's own count of scrapes that lost series. */
export function lostSeriesSeen(facts: InstanceFacts): SafeText | null {
  const { gatheringErrors, gatheringErrorsLately, instance } = facts;
  if (losesSeries(facts) === false) return null;
  const counter = 'promhttp_metric_handler_errors_total{cause="gathering"}';
  return gatheringErrorsLately === null
    ? say`${counter} is ${gatheringErrors ?? 0} on ${instance}: scrapes that lost series since its start, perhaps long ago`
    : say`${counter} on ${instance} has grown by ${gatheringErrorsLately} within minutes: scrapes that lost series`;
}
