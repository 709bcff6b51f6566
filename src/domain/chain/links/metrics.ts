import { shortDuration } from '../../../text/duration.ts';
import { type SafeText, say } from '../../../text/safe-text.ts';
import type { CauseCode } from '../../cause.ts';
import { METRIC_PREFIX } from '../../metric.ts';
import { textfileName } from '../../metric-name.ts';
import type { FileLint, TextfileFinding } from '../../textfile/finding.ts';
import { type FileToLint, lintTextfiles } from '../../textfile/lint.ts';
import { type ChainFacts, judged, seenOnHost, unseen } from '../chain-facts.ts';
import type { TextfileFolder } from '../host-facts.ts';
import type { JobOnHost } from '../job-on-host.ts';
import { broken, brokenBy, type Fault, fault, intact, judgedFault, type Link, unchecked } from '../link.ts';
import { commandThere, jobWord, quoted } from '../show-command.ts';
import { classicFiles, type PlacedTextfile } from '../textfile-of-job.ts';

/** Whether the wrapper's file is there, and is one that node_exporter takes. */
export function metricsLink(facts: ChainFacts): Link {
  const seen = seenOnHost(facts);
  if (seen === null) return brokenBy('metrics', judgedFaults(facts), {}, () => unchecked('metrics', unseen(facts)));
  const [placed] = classicFiles(seen);
  if (placed === undefined) return withoutFile(facts, seen);
  const { folder, file } = placed;
  const whole = `${folder.folder}/${file.name}`;
  const show = commandThere(facts, { script: `ls -l ${quoted(folder.folder)}; cat ${quoted(whole)}` });
  const lints = lintsOf(folder, seen.host.at);
  const lint = lints.find(({ name }) => name === file.name);
  const found = lint === undefined ? null : lintFault(facts, placed, lint);
  if (found !== null) return broken('metrics', [found], { show });
  const warnings = [...(lint?.findings ?? []).map(findingText), ...temporaries(placed)];
  // What the exporter itself says counts, unless another file than this one explains it.
  const dropped = seen.host.textfiles.some((each) =>
    lintsOf(each, seen.host.at).some((other) => other.name !== file.name && isDropped(other)),
  );
  const codes: readonly CauseCode[] =
    dropped && !isPrivate(placed) ? ['textfile-shadowed'] : ['textfile-shadowed', 'textfile-rejected'];
  const faults = judged(facts, ...codes).map((cause) => judgedFault(cause, warnings));
  return brokenBy('metrics', faults, { show }, () => {
    const age =
      file.modifiedAt === null
        ? ''
        : `, written ${shortDuration(Math.max(0, seen.host.at - file.modifiedAt) / 1000)} ago`;
    return intact('metrics', say`${whole}${age}: node_exporter takes it`, { evidence: warnings, show });
  });
}

function withoutFile(facts: ChainFacts, seen: JobOnHost): Link {
  const read = seen.host.textfiles.filter(({ state }) => state === 'read').map(({ folder }) => folder);
  const show = commandThere(facts, 'ls', '-la', read[0] ?? '/var/lib/prometheus/node-exporter');
  const looked = read.length === 0 ? foldersText(seen) : say`looked into ${read.join(', ')}`;
  const [missing] = judged(facts, 'textfile-missing');
  if (missing !== undefined) return broken('metrics', [judgedFault(missing, [looked])], { show });
  if (facts.path !== null && read.length > 0 && judged(facts, 'textfile-rejected').length > 0)
    return broken('metrics', [goneFault(facts, seen, looked)], { show });
  if (facts.path === null) {
    return brokenBy('metrics', [...droppedFaults(facts, seen), ...judgedFaults(facts).slice(1)], { show }, () =>
      unchecked('metrics', say`no job is known there`, { evidence: [looked], show }),
    );
  }
  return brokenBy(
    'metrics',
    judgedFaults(facts).map(({ cause }) => judgedFault(cause, [looked])),
    { show },
    () => unchecked('metrics', say`there is no file of its metrics`, { evidence: [looked], show }),
  );
}

/** It dropped another file: that of the job is not there at all. */
function goneFault(facts: ChainFacts, seen: JobOnHost, looked: SafeText): Fault {
  const { host, job } = facts;
  const name = job === null ? '' : textfileName(job.metric);
  const dropped = seen.host.textfiles.flatMap((each) => lintsOf(each, seen.host.at).filter(isDropped));
  const evidence = [looked, ...dropped.map((each) => say`what node_exporter drops there is ${each.name}`)];
  if (job?.lastRun == null) {
    return fault(
      'never-ran',
      say`no run of it has left metrics on ${host}: there is no ${name}`,
      evidence,
      say`was it ever started? duptop run ${jobWord(facts)} starts it by hand`,
    );
  }
  return fault(
    'textfile-missing',
    say`the job's metrics are gone from ${host}: ${name} is not there any more`,
    evidence,
    say`was the job removed, or the folder cleaned? The next run writes the file again: duptop run ${jobWord(facts)}`,
  );
}

/** Files that no known job explains: each may be a backup that nobody sees. */
function droppedFaults(facts: ChainFacts, seen: JobOnHost): readonly Fault[] {
  const faults = seen.host.textfiles.flatMap((folder) =>
    lintsOf(folder, seen.host.at).flatMap((lint) => {
      const file = folder.files.find(({ name }) => name === lint.name);
      return (file && lintFault(facts, { folder, file }, lint)) ?? [];
    }),
  );
  return faults.length > 0 ? faults : judgedFaults(facts).slice(0, 1);
}

function isDropped({ verdict }: FileLint): boolean {
  return verdict === 'dropped' || verdict === 'crash';
}

/** Debian's node_exporter is not root. */
function isPrivate({ file }: PlacedTextfile): boolean {
  return file.mode !== null && (file.mode & 0o004) === 0;
}

function judgedFaults(facts: ChainFacts): readonly Fault[] {
  return judged(facts, 'textfile-rejected', 'textfile-shadowed', 'textfile-missing').map((cause) => judgedFault(cause));
}

function lintsOf({ files }: TextfileFolder, now: number): readonly FileLint[] {
  const known = files.flatMap(({ name, content, mode }): readonly FileToLint[] =>
    content === 'foreign' ? [] : [{ name, content, mode }],
  );
  return lintTextfiles(known, now);
}

function lintFault(facts: ChainFacts, { folder, file }: PlacedTextfile, lint: FileLint): Fault | null {
  const { findings } = lint;
  const [first] = findings.filter(({ kind }) => kind === 'dropped' || kind === 'crash');
  const whole = `${folder.folder}/${file.name}`;
  if (first !== undefined && isDropped(lint)) {
    return fault(
      'textfile-rejected',
      say`node_exporter drops ${whole}: ${placeOf(first)}${first.message}`,
      [say`read on ${facts.host} as node_exporter reads it`, ...renamed(facts)],
      first.fix,
    );
  }
  const lost = findings.find(({ kind, series }) => kind === 'lost' && series?.startsWith(METRIC_PREFIX) === true);
  if (lost === undefined) return null;
  const winner = lost.hiddenBy === null ? null : `${folder.folder}/${lost.hiddenBy.file}`;
  return fault(
    'textfile-shadowed',
    winner === null
      ? say`node_exporter does not show what is in ${whole}: ${lost.message}`
      : say`${winner} hides what is in ${whole}: node_exporter shows the other file's numbers`,
    [
      say`${lost.series ?? ''}: ${lost.message}`,
      file.modifiedAt === null
        ? null
        : say`${file.name} was written ${shortDuration(Math.max(0, facts.now - file.modifiedAt) / 1000)} ago`,
    ],
    winner === null
      ? lost.fix
      : say`remove ${winner} on ${facts.host}: it is no job's own file, or the same job's under another name`,
  );
}

function renamed({ host, path }: ChainFacts): readonly SafeText[] {
  return path !== null && /[^a-zA-Z0-9_/]/.test(host + path)
    ? [say`a metric's name may hold only letters, digits and _: the classic wrapper takes host and path as they are`]
    : [];
}

function temporaries({ folder, file }: PlacedTextfile): readonly SafeText[] {
  return folder.files
    .filter(({ name }) => name.startsWith(`${file.name}.`))
    .map(({ name }) => say`${name} was left behind by a run that was killed, or is being written`);
}

function foldersText({ host }: JobOnHost): SafeText {
  return say`${host.textfiles.map(({ folder, state }) => `${folder}: ${state === 'missing' ? 'there is no such folder' : 'no permission'}`).join(', ')}`;
}

function placeOf({ line }: TextfileFinding): string {
  return line === null ? '' : `line ${line}: `;
}

function findingText(finding: TextfileFinding): SafeText {
  return say`${placeOf(finding)}${finding.message}`;
}
