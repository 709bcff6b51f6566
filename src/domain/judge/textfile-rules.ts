import { shortDuration } from '../../text/duration.ts';
import { moment } from '../../text/moment.ts';
import { type SafeText, say } from '../../text/safe-text.ts';
import { shownUrl } from '../../text/shown-url.ts';
import { classicName } from '../metric.ts';
import { munge, refusedCharacter, textfileName } from '../metric-name.ts';
import { shownSighting } from '../sighting.ts';
import type { EpochMs, Seconds } from '../time.ts';
import type { InstanceFacts, JobFacts } from './facts.ts';
import { type Finding, finding, type Rule } from './finding.ts';
import { isUndecided } from './is-undecided.ts';
import { losesSeries, lostSeriesSeen } from './lost-series.ts';
import { reachabilityOf } from './reachability.ts';
import { readsNothing, unreadTextfiles } from './unread-textfiles.ts';

/** A file is written at the end of its run: a file this much younger than the run that its series tell is not theirs. */
const SHADOW_TOLERANCE_SECONDS: Seconds = 15 * 60;

function lostOrShadowed(facts: JobFacts, now: EpochMs): Finding | null {
  const { instance } = facts;
  if (instance === null) return null;
  const reach = reachabilityOf(instance);
  if (reach !== 'up' && reach !== 'only-direct' && reach !== 'not-a-target') return null;
  if (isUndecided(facts)) return null;
  const shown = facts.run !== null && !facts.stale;
  return shown ? shadowed(facts, instance) : lost(facts, instance, now);
}

/** No source shows the job, though its exporter answers. */
function lost(facts: JobFacts, instance: InstanceFacts, now: EpochMs): Finding | null {
  if (facts.labelled !== null && !facts.stale) return null;
  const file = textfileName(facts.metric);
  const modifiedAt = instance.textFiles.get(file) ?? null;
  if (modifiedAt !== null) return servesNothing(facts, instance, file, modifiedAt);
  if (instance.textfileError === true) {
    return refusedCharacter(facts.metric) === null && readsNothing(instance)
      ? unreadTextfiles(instance, 'missing', lastKnown(facts))
      : rejected(facts, instance, file);
  }
  if (!instance.live) return otherExporter(instance);
  if (instance.textfileError === null && !instance.servesTextfiles) return collectorOff(facts, instance);
  if (facts.run !== null) return gone(facts, instance, file, now);
  return neverRan(facts, instance, file);
}

function rejected(facts: JobFacts, instance: InstanceFacts, file: string): Finding {
  const refused = refusedCharacter(facts.metric);
  const evidence = [
    say`node_textfile_scrape_error is 1 on ${instance.instance}: it dropped at least one whole file`,
    say`${file} is not among the ${instance.textFiles.size} files that it read`,
    lastKnown(facts),
  ];
  if (refused === null) {
    return finding(
      'missing',
      'textfile-rejected',
      facts.run === null
        ? say`node_exporter on ${facts.host} dropped a file, which may be ${file}; or the job has never run`
        : say`node_exporter on ${facts.host} dropped ${file}: it breaks the exposition format`,
      evidence,
      say`ssh ${facts.host} journalctl -u prometheus-node-exporter -g textfile -n 5 tells the file and the line; typical: CRLF, no final newline, a cut-off write`,
    );
  }
  return finding(
    'missing',
    'textfile-rejected',
    say`node_exporter on ${facts.host} dropped ${file}: ${quoted(refused)} in a metric name`,
    [...evidence, say`line 1 begins ${classicName(facts.metric, 'start')}; a name may hold only letters, digits and _`],
    say`the names must be ${classicName(munge(facts.metric), 'start')} and so on: the wrapper must replace ${quoted(refused)} by _`,
  );
}

function servesNothing(facts: JobFacts, instance: InstanceFacts, file: string, modifiedAt: EpochMs): Finding {
  const hidden = losesSeries(instance);
  const start = classicName(facts.metric, 'start');
  const empty = say`is the file empty (was the disk full: df -h), or are other names in it?`;
  const copy = say`grep -l ${start} *.prom in the textfile folder, and remove the copy, or the HELP and TYPE lines that differ`;
  return finding(
    facts.run === null ? 'missing' : 'unknown',
    hidden === true ? 'textfile-shadowed' : 'textfile-missing',
    hidden === true
      ? say`node_exporter on ${facts.host} read ${file} but shows none of its series: another file hides them`
      : say`node_exporter on ${facts.host} read ${file}, and there is no series of the job in it`,
    [
      say`${file} was modified ${moment(modifiedAt)}, and no ${start} is served`,
      lostSeriesSeen(instance),
      lastKnown(facts),
    ],
    hidden === true
      ? say`on ${facts.host}: ${copy}`
      : hidden === null
        ? say`on ${facts.host}: ${empty} If not, another file may hide it: ${copy}`
        : say`on ${facts.host}: ${empty}`,
  );
}

function gone(facts: JobFacts, instance: InstanceFacts, file: string, now: EpochMs): Finding {
  const at = shownSighting(facts.seen)?.at ?? null;
  return finding(
    'missing',
    'textfile-missing',
    say`the job's metrics are gone from ${facts.host}${at === null ? '' : ` since ${shortDuration((now - at) / 1000)}`}: ${file} is not there any more`,
    [didNotRead(instance, file), lastKnown(facts)],
    facts.declared.length === 0
      ? say`was the job removed on purpose? Then it is forgotten 30 days after it was last seen. Else, on ${facts.host}: crontab -l -u root; the next run writes the file again`
      : say`was the job removed, or the textfile folder cleaned? On ${facts.host}: crontab -l -u root; the next run writes the file again`,
  );
}

function neverRan(facts: JobFacts, instance: InstanceFacts, file: string): Finding {
  return finding(
    'missing',
    'never-ran',
    say`declared, but it has never reported: ${facts.host} has no metrics of it, now or in Prometheus' history`,
    [didNotRead(instance, file)],
    say`on ${facts.host}: is the job in root's crontab (crontab -l -u root)? Does the path there make the name ${facts.metric}?`,
  );
}

function didNotRead({ instance, textfileError }: InstanceFacts, file: string): SafeText {
  return textfileError === null
    ? say`${instance} answers and shows other textfiles, not ${file}`
    : say`${instance} answers, dropped no file, and did not read ${file}`;
}

function otherExporter({ instance, target }: InstanceFacts): Finding {
  return finding(
    'missing',
    'textfile-missing',
    say`Prometheus scrapes ${instance}, but has no series of a node_exporter with textfiles from it`,
    [say`the target ${target?.scrapeJob ?? ''} is ${target?.health ?? 'not known'}`],
    say`is ${shownUrl(target?.scrapeUrl ?? instance)} a node_exporter with its textfile collector, and are its series kept?`,
  );
}

function collectorOff(facts: JobFacts, { instance, direct }: InstanceFacts): Finding {
  return finding(
    'missing',
    'textfile-missing',
    say`the textfile collector of node_exporter on ${facts.host} is off: it can't show any job`,
    [
      direct?.kind === 'answered'
        ? say`${instance} answers without node_textfile_scrape_error`
        : say`Prometheus has series of ${instance}, and no node_textfile_scrape_error among them`,
      lastKnown(facts),
    ],
    say`in /etc/default/prometheus-node-exporter on ${facts.host}: remove --no-collector.textfile, or add --collector.textfile beside --collector.disable-defaults; then restart it`,
  );
}

/** The job is shown, but the numbers may come from another file. */
function shadowed(facts: JobFacts, instance: InstanceFacts): Finding | null {
  const file = textfileName(facts.metric);
  const files = instance.filesByMetric.get(facts.metric) ?? [];
  const [winner, ...hidden] = files.map(baseName);
  if (winner !== undefined && hidden.length > 0) {
    return finding(
      winner === file ? 'warning' : 'unknown',
      'textfile-shadowed',
      winner === file
        ? say`the job's series stand in ${files.length} files on ${facts.host}; ${file} wins, by its name only`
        : say`the numbers come from ${winner}, which hides ${file}: the job's own last run is not shown`,
      [
        say`node_exporter on ${instance.instance} read the series from ${files.join(', ')}, and the first one wins`,
        modified(instance, winner),
        winner === file ? null : modified(instance, file),
        lostSeriesSeen(instance),
      ],
      say`remove ${winner === file ? hidden.join(', ') : winner} from the textfile folder on ${facts.host}`,
    );
  }
  return writtenLater(facts, instance, file);
}

/** The same from Prometheus alone, which has no HELP: the file is younger than the run that its series tell. */
function writtenLater(facts: JobFacts, instance: InstanceFacts, file: string): Finding | null {
  const modifiedAt = instance.textFiles.get(file);
  const { run } = facts;
  if (modifiedAt === undefined || run?.startedAt == null || run.durationSeconds === null) return null;
  if (losesSeries(instance) !== true) return null;
  const endedAt = run.startedAt + run.durationSeconds * 1000;
  if (modifiedAt - endedAt <= SHADOW_TOLERANCE_SECONDS * 1000) return null;
  return finding(
    'unknown',
    'textfile-shadowed',
    say`${file} on ${facts.host} was written long after the run that its series tell: another file hides a newer run`,
    [say`${file} was modified ${moment(modifiedAt)}, the run shown ended ${moment(endedAt)}`, lostSeriesSeen(instance)],
    say`on ${facts.host}: grep -l ${classicName(facts.metric, 'start')} *.prom in the textfile folder, and remove the copy`,
  );
}

function modified({ textFiles }: InstanceFacts, file: string): SafeText | null {
  const at = textFiles.get(file);
  return at === undefined ? null : say`${file} was modified ${moment(at)}`;
}

/** Evidence: what the job said when it was last seen. */
export function lastKnown(facts: JobFacts): SafeText | null {
  const sighting = shownSighting(facts.seen);
  if (!facts.stale || sighting?.lastRun == null) return null;
  const { startedAt, exitCode } = sighting.lastRun;
  const started = startedAt === null ? 'start not known' : `started ${moment(startedAt)}`;
  return say`last seen ${moment(sighting.at)}: ${started}, exit code ${exitCode ?? 'not known'}`;
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function quoted(character: string): SafeText {
  return character === ' ' ? say`a blank` : say`"${character}"`;
}

/** Where a job's numbers got lost between its file and the exporter's page, or may be another file's. */
export const TEXTFILE_RULES: readonly Rule[] = [lostOrShadowed];
