import { say } from '../../../text/safe-text.ts';
import type { Loss, Place } from '../gather/loss.ts';
import { quote, type Words } from './words.ts';

/** Why a sample line of `file` is not served, and what to do about it. */
export function lossWords({ cause, sample, certain, hiddenBy }: Loss, file: string): Words {
  const there = hiddenBy === null ? say`` : placeText(hiddenBy, file);
  switch (cause) {
    case 'duplicate':
      return {
        message: say`the same series is in ${there}, which comes first`,
        fix: say`remove one of them, or tell them apart by a label that is not empty`,
      };
    case 'help-differs':
      return {
        message: say`HELP of this metric is not the same as in ${there}, which comes first${chance(certain)}`,
        fix: say`give ${sample.name} one HELP text in all files, or none in any`,
      };
    case 'type-differs':
      return {
        message: say`TYPE of this metric is not the same as in ${there}, which comes first${chance(certain)}`,
        fix: say`give ${sample.name} one TYPE in all files, or none in any`,
      };
    case 'name-collides':
      return {
        message: say`a summary or histogram makes _sum, _count or _bucket of its name too: see ${there}${chance(certain)}`,
        fix: say`name one of them otherwise, or move its TYPE line before all samples of it`,
      };
    case 'own-name':
      return {
        message: say`node_exporter may have ${quote(sample.name)} itself${chance(certain)}`,
        fix: say`name it otherwise`,
      };
    case 'repeated-part':
      return {
        message: say`${there} tells the same part of the summary or histogram, and the last one counts`,
        fix: say`remove one of them`,
      };
    case 'no-part':
      return {
        message: say`a summary takes only lines with quantile, _sum and _count; a histogram le, _sum and _count`,
        fix: say`add the label, or change the TYPE`,
      };
  }
}

function placeText({ file, line }: Place, own: string): string {
  return file === own ? `line ${line}` : `${file}:${line}`;
}

function chance(certain: boolean): string {
  return certain ? '' : '; which one is served is chance';
}
