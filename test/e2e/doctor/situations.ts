import type { CauseCode } from '../../../src/domain/cause.ts';

/** A fault that the lab has, and what the doctor must say of it. */
export interface DoctorSituation {
  readonly title: string;
  /** What the doctor is asked for. */
  readonly name: string;
  readonly cause: CauseCode;
  /** In one line of the cause's message and evidence. */
  readonly evidence: RegExp;
  readonly next: RegExp;
  readonly fix?: RegExp;
  /** Independent faults beside it. */
  readonly others?: readonly CauseCode[];
}

export const SITUATIONS: readonly DoctorSituation[] = [
  {
    title: 'a host that nobody reaches',
    name: 'gone01',
    cause: 'host-unreachable',
    evidence: /gone01/,
    next: /console|ping/,
  },
  {
    title: 'an exporter that was stopped',
    name: 'down01:/srv/one',
    cause: 'exporter-down',
    evidence: /no process named node_exporter on down01/,
    next: /systemctl status/,
  },
  {
    title: 'a host that is no target',
    name: 'apart01',
    cause: 'not-a-target',
    evidence: /no Prometheus/,
    next: /scrape configuration/,
  },
  {
    title: 'a target with a wrong path',
    name: 'odd01:/srv/one',
    cause: 'scrape-failing',
    evidence: /not metrics|start token/,
    next: /curl/,
  },
  {
    title: 'series that a relabelling drops',
    name: 'app01:/srv/behind',
    cause: 'prometheus-behind',
    evidence: /does not have this job|has no duplicati_app01__srv_behind/,
    next: /metric_relabel_configs/,
  },
  {
    title: 'a file with line ends of Windows',
    name: 'files01:/srv/crlf',
    cause: 'textfile-rejected',
    evidence: /duplicati_files01__srv_crlf\.prom: line 1/,
    next: /line end|CRLF|\\r|carriage|dos2unix/i,
  },
  {
    title: 'a host whose name no metric can hold, and a job that nobody declared',
    name: 'web-01',
    cause: 'textfile-rejected',
    evidence: /duplicati_web-01__srv\.prom: line 1.*"-"/,
    next: /_/,
  },
  {
    title: 'a copy that hides the file',
    name: 'files01:/srv/shadowed',
    cause: 'textfile-shadowed',
    evidence: /srv_shadowed-copy\.prom hides/,
    next: /remove/,
  },
  {
    title: 'a file that somebody removed',
    name: 'files01:/srv/gone',
    cause: 'textfile-missing',
    evidence: /duplicati_files01__srv_gone\.prom is not there any more/,
    next: /folder cleaned|crontab/,
  },
  {
    title: 'a wrapper that writes to another folder than the exporter reads',
    name: 'files01:/srv/elsewhere',
    cause: 'textfile-missing',
    evidence: /reads \/var\/lib\/prometheus\/node-exporter, and the wrapper writes to \/var\/lib\/node_exporter/,
    next: /collector\.textfile\.directory/,
  },
  {
    title: 'a job that was never started',
    name: 'app01:/srv/never',
    cause: 'never-ran',
    evidence: /no log of cron|no start of it/,
    next: /./,
  },
  {
    title: 'a line that is commented out',
    name: 'app01:/srv/commented',
    cause: 'not-scheduled',
    evidence: /commented out/,
    next: /crontab -e/,
  },
  {
    title: 'a job that no crontab has',
    name: 'app01:/srv/unlisted',
    cause: 'not-scheduled',
    evidence: /no crontab on app01 starts a backup of \/srv\/unlisted/,
    next: /crontab/,
  },
  {
    title: 'a crontab that names a wrapper which is not there',
    name: 'app01:/srv/nowrapper',
    cause: 'wrapper-missing',
    evidence: /\/opt\/moved\/duplicati_wrapper\.sh is not there/,
    next: /playbook|hostkit/,
  },
  {
    title: 'a run that was killed with everything of it',
    name: 'app01:/srv/interrupted',
    cause: 'run-interrupted',
    evidence: /never came to its end/,
    next: /duptop run app01:\/srv\/interrupted/,
  },
  {
    title: 'starts that are skipped because something holds the lock',
    name: 'app01:/srv/locked',
    cause: 'skipped-locked',
    evidence: /process \d+ \((?:flock|sleep)\)/,
    next: /process \d+/,
  },
  {
    title: 'a job that was not started in time, for no reason that the host shows',
    name: 'app01:/srv/late',
    cause: 'late',
    evidence: /ago; at most/,
    next: /crontab|cron/,
  },
  {
    title: 'an error that nobody knows',
    name: 'app01:/srv/failed',
    cause: 'exit-failed',
    evidence: /Something that nobody has seen before/,
    next: /./,
  },
  {
    title: 'corrupt data at the destination',
    name: 'app01:/srv/errors',
    cause: 'exit-errors',
    evidence: /corrupt data/,
    next: /repair/,
  },
  {
    title: 'a backup that stopped half way',
    name: 'app01:/srv/partial',
    cause: 'exit-partial',
    evidence: /exitcode is 50/,
    next: /start it again/,
  },
  {
    title: 'a wrong command line',
    name: 'app01:/srv/arguments',
    cause: 'exit-bad-arguments',
    evidence: /Found 3 commands/,
    next: /crontab line/,
  },
  {
    title: 'a host without duplicati-cli',
    name: 'nocli01:/srv/one',
    cause: 'exit-not-found',
    evidence: /duplicati-cli is not where cron looks/,
    next: /installed/,
  },
  {
    title: 'a run that was killed',
    name: 'app01:/srv/killed',
    cause: 'exit-killed',
    evidence: /signal 9/,
    next: /OOM|killed/,
  },
  {
    title: 'a backup with warnings',
    name: 'app01:/srv/warnings',
    cause: 'exit-warnings',
    evidence: /exitcode is 2/,
    next: /warnings/,
  },
  { title: 'a run six times as long as usual', name: 'app01:/srv/slow', cause: 'slow', evidence: /median/, next: /./ },
  {
    title: 'a run that began in the future',
    name: 'app01:/srv/ahead',
    cause: 'clock-skew',
    evidence: /in the future/,
    next: /time sync|clock/,
  },
  {
    title: 'a job that no rule watches',
    name: 'app01:/srv/unwatched',
    cause: 'rule-missing',
    evidence: /no loaded alert rule|none names/,
    next: /duplicati_monitored_jobs/,
  },
  {
    title: 'a rule without the trailing underscore',
    name: 'app01:/srv/mismatch/',
    cause: 'rule-mismatch',
    evidence: /app01__srv_mismatch_/,
    next: /name the job/,
  },
  {
    title: 'a rule that can not be evaluated',
    name: 'app01:/srv/ruleerror',
    cause: 'rule-error',
    evidence: /many|multiple|matching/,
    next: /rule/,
  },
  {
    title: 'two paths with one name',
    name: 'app01:/srv/a_b',
    cause: 'name-collision',
    evidence: /\/srv\/a\/b/,
    next: /name of its own/,
  },
  {
    title: 'a database that a program holds',
    name: 'app01:/srv/dblocked',
    cause: 'database-locked',
    evidence: /process \d+ \(python3/,
    next: /end what holds it/,
  },
  {
    title: 'a database that is none any more',
    name: 'app01:/srv/dbdamaged',
    cause: 'database-damaged',
    evidence: /not an SQLite database|damaged/,
    next: /duplicati-cli repair/,
  },
  {
    title: 'a full disk under the logs',
    name: 'full01:/srv/one',
    cause: 'disk-full',
    evidence: /\/var\/log\/duplicati is full/,
    next: /make room/,
  },
  {
    title: 'a destination that refuses the connection',
    name: 'app01:/srv/destination',
    cause: 'destination-unreachable',
    evidence: /Connection refused/,
    next: /try the destination/,
  },
  {
    title: 'two faults: a line that is commented out, and a rule with another name',
    name: 'app01:/srv/both/',
    cause: 'not-scheduled',
    evidence: /commented out/,
    next: /crontab -e/,
    others: ['rule-mismatch'],
  },
];
