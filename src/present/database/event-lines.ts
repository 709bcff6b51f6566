import type { DatabaseEvent } from '../../domain/database/database-event.ts';
import type { UploadProgress } from '../../domain/database/database-state.ts';
import { byteRate, byteSize } from '../../text/byte-size.ts';
import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say, visible } from '../../text/safe-text.ts';
import { hanging, type ShowContext } from '../show/section.ts';
import { statusWord } from '../status-word.ts';
import { type Line, segment } from '../tone.ts';
import { operationLines } from './operation-lines.ts';
import { remoteLine } from './remote-line.ts';
import { reasonLines, stateLines } from './state-lines.ts';

/** What there is to read of an event. `hasLog`: whether the wrapper keeps a log beside the database. */
export function eventLines(event: DatabaseEvent, hasLog: boolean, context: ShowContext): readonly Line[] {
  switch (event.type) {
    case 'state':
      return stateLines(event.state, event.log, context);
    case 'begun': {
      const { startedAt, description } = event.operation;
      const mark = visible(statusWord('running', context.ascii).text.slice(0, 1));
      return [
        [
          segment(say`${mark} ${moment(startedAt)}  `, 'accent'),
          segment(say`${description}`, 'strong'),
          segment(say`  has begun`, 'accent'),
        ],
      ];
    }
    case 'ended':
      return operationLines(event.operation, { ...context, leftovers: [], hasLog, running: 'so-long' });
    case 'remote':
      return [remoteLine(event.remote)];
    case 'progress':
      return [[segment(say`  ${moment(context.now)}  `, 'muted'), segment(progressWords(event.progress), 'accent')]];
    case 'log':
      return [[segment(say`  `), segment(event.line, 'muted')]];
    case 'reason':
      return reasonLines(event.reason, context);
    case 'trouble':
      return [
        ...hanging([], 0, event.message, context, 'warning'),
        ...(event.hint === null ? [] : hanging([segment(say`  `)], 2, event.hint, context, 'muted')),
      ];
    case 'recovered':
      return [[segment(say`it can be read again`, 'ok')]];
  }
}

/** `uploaded 14.97 MB in 3 files, 1 on its way, 4.99 MB/s, running for 12s`. */
function progressWords(progress: UploadProgress): SafeText {
  const { uploadedBytes, uploadedFiles, uploadingFiles, bytesPerSecond, runningSeconds } = progress;
  const rate = bytesPerSecond === null ? '' : say`, ${byteRate(bytesPerSecond)}`;
  const waiting = uploadingFiles === 0 ? '' : say`, ${uploadingFiles} on ${uploadingFiles === 1 ? 'its' : 'their'} way`;
  const count = `${uploadedFiles} ${uploadedFiles === 1 ? 'file' : 'files'}`;
  return say`uploaded ${byteSize(uploadedBytes)} in ${count}${waiting}${rate}, running for ${shortDuration(runningSeconds)}`;
}
