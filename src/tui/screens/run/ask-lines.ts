import { RUNS_AT_ONCE } from '../../../live/live-run.ts';
import { foundLines } from '../../../present/run/found-lines.ts';
import { hanging, INDENT, type ShowContext } from '../../../present/show/section.ts';
import { type Line, segment } from '../../../present/tone.ts';
import { shortDuration } from '../../../text/duration.ts';
import { type SafeText, say, visible } from '../../../text/safe-text.ts';
import { blanks } from '../../line-fit.ts';
import { contextOf, type Model } from '../../model.ts';
import { wantedOf } from './asked.ts';
import type { AskedRun, AskMode } from './state.ts';

/** What would be started: of each job its host, the way there, and the command. Nothing of it is a secret. */
export function askLines(mode: AskMode, model: Model, columns: number): readonly Line[] {
  const context: ShowContext = { ...contextOf(model), width: columns };
  return mode.asked.flatMap((asked) => [[], ...askedLines(asked, context, model.look.ascii)]);
}

/** Whether that is to be done; or what is waited for. */
export function questionLine(mode: AskMode, { now, look }: Model): Line {
  const { asked, since } = mode;
  const left = asked.filter(({ isLooking }) => isLooking).length;
  if (left > 0) {
    const hosts = left === 1 && asked.length === 1 ? 'its host' : `the hosts of ${left} of ${asked.length}`;
    const waited = shortDuration(Math.max(0, now - since) / 1000);
    return [segment(say`looking on ${hosts} how it is started ${look.ascii ? '...' : '…'} ${waited}`, 'accent')];
  }
  const wanted = wantedOf(mode);
  const running = wanted.filter(({ attach }) => attach).length;
  const question = questionText(asked.length, wanted.length - running, running);
  if (wanted.length === 0) return [segment(question, 'failed'), segment(say`  Esc goes back`, 'strong')];
  return [segment(question, 'warning'), segment(say`  y yes, n no`, 'strong')];
}

function questionText(all: number, startable: number, running: number): SafeText {
  if (startable === 0 && running === 0) return all === 1 ? say`It can't be started.` : say`None can be started.`;
  if (startable === 0) return running === 1 ? say`It runs already. Follow it?` : say`They run already. Follow them?`;
  const which = all === 1 ? 'it' : startable === all ? `these ${all}` : `${startable} of these ${all}`;
  const pace = startable > RUNS_AT_ONCE ? `, ${RUNS_AT_ONCE} at a time` : '';
  const others =
    running === 0 ? '' : running === 1 ? ' and follow the one that runs' : ` and follow ${running} that run`;
  return say`Start ${which}${pace}${others}?`;
}

function askedLines({ job, isLooking, found, refusal, error }: AskedRun, context: ShowContext, ascii: boolean) {
  const lead = [segment(blanks(INDENT))];
  const told = (text: SafeText, tone: 'warning' | 'muted' | 'failed') => hanging(lead, INDENT, text, context, tone);
  // That it runs already stands among what there is to beware of.
  const why = refusal !== null && refusal.why !== 'running' ? refusal : null;
  return [
    ...(found === null
      ? hanging([], 0, visible(job.id), context, 'strong')
      : foundLines(job.id, found.way, found.found, context)),
    ...(isLooking && found === null ? told(say`looking ${ascii ? '...' : '…'}`, 'muted') : []),
    ...(why === null ? [] : told(why.message, 'warning')),
    ...(why?.hint ? told(why.hint, 'muted') : []),
    ...(error === null ? [] : told(error, 'failed')),
  ];
}
