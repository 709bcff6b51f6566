import type { CrontabLine, FoundRun, IgnoredFile } from '../../domain/host-run/found-run.ts';
import { bashText } from '../../text/bash-text.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { field, type ShowContext } from '../show/section.ts';
import { type Line, segment } from '../tone.ts';

/** Host, way and command of a job, and what a person ought to know before it is started. Nothing of it is a secret. */
export function foundLines(id: string, way: SafeText, found: FoundRun, context: ShowContext): readonly Line[] {
  return [
    [segment(say`${id}`, 'strong')],
    ...field('host', say`${found.host} (${way}), as ${found.user}`, context),
    ...field('command', commandText(found, context.ascii), context),
    ...field('found in', placeText(found), context),
    ...found.lines
      .filter(({ standing }) => standing !== 'picked')
      .flatMap((line) => field('also', alsoText(line), context, 'muted')),
    ...warningTexts(found).flatMap((text) => field('beware', text, context, 'warning')),
  ];
}

/** Without the words that may be secrets. */
function commandText({ way, path }: FoundRun, ascii: boolean): SafeText {
  if (way === null) return say`none`;
  const wrapper = bashText(way.by === 'crontab' ? way.line.wrapper : way.wrapper);
  return way.by === 'crontab'
    ? say`${wrapper} ${bashText(path)} ${ascii ? '...' : '…'}`
    : say`${wrapper} ${bashText(path)}`;
}

function placeText({ way, edition }: FoundRun): SafeText {
  const wrapper = edition === 'better' ? say`the wrapper of duptop` : say`the classic wrapper`;
  if (way === null) return say`nowhere`;
  if (way.by === 'wrapper') return say`no crontab; ${wrapper} has its settings in files`;
  const { source, number, schedule, owner } = way.line;
  return say`${source}, line ${number}: ${schedule}, as ${owner}; ${wrapper}`;
}

function alsoText({ source, number, schedule, standing, ignored }: CrontabLine): SafeText {
  const how =
    standing === 'commented'
      ? say`commented out`
      : standing === 'unused' && ignored !== null
        ? say`not in use: ${ignoredText(ignored)}`
        : say`starts it too`;
  return say`${source}, line ${number}: ${schedule}; ${how}`;
}

function warningTexts({ way, wrapperState, goingOn }: FoundRun): readonly SafeText[] {
  const line = way?.by === 'crontab' ? way.line : null;
  return [
    ...(line?.ignored ? [say`cron does not run this line: ${ignoredText(line.ignored)}`] : []),
    ...(line && line.jobs > 1 ? [say`the line starts ${line.jobs} jobs; all of them will run`] : []),
    ...(way !== null && wrapperState === 'missing' ? [say`the wrapper is not there`] : []),
    ...(way !== null && wrapperState === 'not-executable' ? [say`the wrapper is not executable`] : []),
    ...(goingOn === null
      ? []
      : [
          say`a run is going on${goingOn.pid === null ? '' : say`, process ${goingOn.pid}`}${goingOn.since === null ? '' : say`, since ${moment(goingOn.since)}`}`,
        ]),
  ];
}

/** Cron says it only to syslog. */
function ignoredText(ignored: IgnoredFile): SafeText {
  switch (ignored.why) {
    case 'line':
      return say`line ${ignored.number} can't be read, so that cron ignores the whole file`;
    case 'newline':
      return say`the last line has no end, so that cron ignores the whole file`;
    case 'name':
      return say`cron reads only files named with letters, digits, _ and - there`;
    case 'owner':
      return say`the file does not belong to root, so that cron ignores it`;
    case 'mode':
      return say`others may write the file, so that cron ignores it`;
    case 'links':
      return say`the file has several names (hard links), so that cron ignores it`;
  }
}
