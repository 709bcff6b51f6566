import type { RunEnd, RunEvent, RunProgress } from '../../domain/host-run/run-event.ts';
import { describeExit, isFailure } from '../../domain/outcome.ts';
import type { Run } from '../../domain/run.ts';
import { byteSize } from '../../text/byte-size.ts';
import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { exitTone } from '../exit-word.ts';
import type { ShowContext } from '../show/section.ts';
import { type Line, segment, type Tone } from '../tone.ts';
import { foundLines } from './found-lines.ts';

/** What there is to read of an event of a job's run. `id`: the job's. */
export function runEventLines(id: string, event: RunEvent, context: ShowContext): readonly Line[] {
  switch (event.type) {
    case 'found':
      return foundLines(id, event.way, event.found, context);
    case 'refused':
      return [
        [segment(say`${id}: ${event.message}`, 'warning')],
        ...(event.hint === null ? [] : [[segment(say`  ${event.hint}`, 'muted')]]),
      ];
    case 'output':
      return event.lines.map((line) => [segment(say`  `), segment(line)]);
    case 'ended':
      return [[segment(say`${id}: ${endText(event.end)}`, endTone(event.end))]];
    default:
      return [[segment(say`${id}: ${stepText(event)}`, STEP_TONES[event.type])]];
  }
}

type Step = Exclude<RunEvent, { readonly type: 'found' | 'refused' | 'output' | 'ended' }>;

const STEP_TONES: Readonly<Record<Step['type'], Tone>> = {
  started: 'accent',
  progress: 'muted',
  'connection-lost': 'warning',
  back: 'ok',
  stopping: 'accent',
  'exporter-shows': 'muted',
  'prometheus-shows': 'muted',
  'metrics-missing': 'warning',
};

/** What has happened, as a sentence without the job. */
export function stepText(event: Step): SafeText {
  switch (event.type) {
    case 'started': {
      const process = event.pid === null ? say`` : say`, process ${event.pid}`;
      const at = event.startedAt === null ? null : moment(event.startedAt);
      if (event.attached) return at === null ? say`its run${process}` : say`its run of ${at}${process}`;
      return at === null ? say`started${process}` : say`started at ${at}${process}`;
    }
    case 'progress':
      return progressText(event.progress);
    case 'connection-lost':
      return say`the connection is lost, the run goes on: ${event.message}; trying again in ${shortDuration(event.retryInMs / 1000)}`;
    case 'back':
      return say`the connection is back`;
    case 'stopping':
      return say`sent ${event.signal} to ${event.processes} ${event.processes === 1 ? 'process' : 'processes'}`;
    case 'exporter-shows':
      return say`its node exporter shows it: ${runText(event.run)}`;
    case 'prometheus-shows':
      return say`Prometheus shows it too: ${runText(event.run)}`;
    case 'metrics-missing':
      return say`${event.source === 'exporter' ? 'its node exporter' : 'Prometheus'} does not show the run: ${event.message}`;
  }
}

/** `12 files, 600.00 MB sent`. */
export function progressText({ files, bytes }: RunProgress): SafeText {
  return say`${files} ${files === 1 ? 'file' : 'files'}, ${byteSize(bytes)} sent`;
}

/** `exit code 100: an error occurred`. */
export function endText({ exitCode }: RunEnd): SafeText {
  if (exitCode === null) return say`over, and nothing tells its exit code`;
  return say`exit code ${exitCode}: ${describeExit(exitCode)}`;
}

export function endTone({ exitCode }: RunEnd): Tone {
  if (exitCode === null) return 'unknown';
  return isFailure(exitCode) ? 'failed' : exitCode === 2 ? exitTone(exitCode) : 'ok';
}

function runText({ startedAt, durationSeconds, exitCode }: Run): SafeText {
  const took = durationSeconds === null ? say`` : say`, took ${shortDuration(durationSeconds)}`;
  return say`started ${startedAt === null ? 'at no known time' : moment(startedAt)}${took}, exit code ${exitCode ?? 'unknown'}`;
}
