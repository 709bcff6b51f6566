import type { SafeText } from '../../text/safe-text.ts';
import type { DatabaseState } from '../database/database-state.ts';
import type { FileToLint } from '../textfile/lint.ts';
import type { EpochMs } from '../time.ts';

/** What a host itself shows of its backups at one moment. Strings are exact; times are by its own clock. */
export interface HostFacts {
  readonly at: EpochMs;
  /** What `hostname` says there. */
  readonly name: string;
  /** Whether root looked: others see neither root's crontab nor the databases. */
  readonly isRoot: boolean;
  readonly bootedAt: EpochMs | null;
  /** Whether processes of others can be seen. */
  readonly seesProcesses: boolean;
  readonly cron: Cron;
  readonly wrappers: readonly WrapperFile[];
  /** Where a PATH leads to duplicati-cli. */
  readonly searches: readonly CliSearch[];
  readonly processes: readonly BackupProcess[];
  readonly locks: readonly RunLock[];
  readonly logs: readonly WrapperLog[];
  readonly ownRuns: readonly NotedRun[];
  readonly databases: readonly HostDatabase[];
  /** Folders of databases that may not be looked into. */
  readonly denied: readonly string[];
  readonly textfiles: readonly TextfileFolder[];
  readonly exporters: readonly ExporterProcess[];
  /** State of the unit prometheus-node-exporter, where systemd tells. */
  readonly exporterUnit: string | null;
  /** A file that sets the textfile folder and that no exporter reads. */
  readonly misplacedSetting: string | null;
  readonly disks: readonly DiskSpace[];
}

export interface Cron {
  /** `null`: it can't be seen. */
  readonly runs: boolean | null;
  readonly entries: readonly CronEntry[];
  /** Lines for which cron ignores the whole file: `12 /etc/cron.d/backup`. */
  readonly broken: readonly string[];
  /** Timers, scripts of other schedulers, and crontabs of other users that speak of Duplicati. */
  readonly mentions: readonly string[];
  /** Crontabs that were read. */
  readonly read: readonly string[];
  /** Where it was looked for starts; `journal` for the journal. */
  readonly logs: readonly string[];
  readonly starts: readonly CronStart[];
}

/** A line of a crontab that backs something up, without what may be secret. */
export interface CronEntry {
  readonly file: string;
  readonly line: number;
  /** `off`: commented out. */
  readonly state: 'on' | 'off';
  /** Why cron does not read its file: `name`, `owner`, `links`, `mode`, `newline`; `null` where it does. */
  readonly ignored: string | null;
  readonly schedule: string;
  readonly program: string;
  /** The PATH that it runs with. */
  readonly search: string;
  /** A `%` ends the command before its line does. */
  readonly cut: boolean;
  /** A shell reads the wrapper: it need not be executable. */
  readonly byShell: boolean;
  readonly path: string;
}

export interface CronStart {
  readonly path: string;
  readonly at: EpochMs;
  readonly log: string;
}

export interface WrapperFile {
  readonly file: string;
  readonly state: 'ready' | 'missing' | 'not-executable';
  /** `other`: none that duptop knows. */
  readonly edition: 'classic' | 'better' | 'other';
  readonly version: string | null;
  /** One that its first line names and that is not there. */
  readonly lostInterpreter: string | null;
  /** It sets a PATH of its own, or names duplicati-cli with its folder: cron's PATH says nothing then. */
  readonly ownSearch: boolean;
}

export interface CliSearch {
  readonly search: string;
  readonly found: string | null;
  /** A duplicati-cli that is there and can't be executed. */
  readonly blocked: string | null;
}

export interface SeenProcess {
  readonly pid: number;
  readonly startedAt: EpochMs;
}

export interface BackupProcess extends SeenProcess {
  /** Of a wrapper: what it backs up. */
  readonly path: string | null;
  /** Of duplicati-cli: what it works on. */
  readonly database: string | null;
}

/** A process that holds a lock. */
export interface Holder extends SeenProcess {
  readonly command: string;
}

export interface RunLock {
  readonly key: string;
  readonly holders: readonly Holder[];
}

/** What the better wrapper wrote down of a job. */
export interface WrapperLog {
  readonly key: string;
  readonly file: string | null;
  /** The wrapper's own last lines, oldest first. */
  readonly events: readonly LogEvent[];
  readonly reason: LastReason | null;
}

export interface LogEvent {
  readonly at: EpochMs;
  readonly kind: 'started' | 'ended' | 'skipped' | 'other';
  readonly text: SafeText;
}

/** Why the last run was not good. */
interface LastReason {
  readonly exitCode: number;
  readonly endedAt: EpochMs;
  readonly lines: readonly SafeText[];
}

/** The last run of a job that duptop started there. */
export interface NotedRun {
  /** As the better wrapper makes it of the path. */
  readonly key: string;
  readonly folder: string;
  readonly startedAt: EpochMs;
  /** `null`: it goes on, or was lost. `exitCode`: the wrapper's, and of the classic one it tells little. */
  readonly end: { readonly exitCode: number; readonly at: EpochMs } | null;
  /** The last of what it said; none where that was not kept. */
  readonly lines: readonly SafeText[];
}

export interface HostDatabase {
  readonly file: string;
  /** `null` for a hashed name. */
  readonly path: string | null;
  /** Bytes. */
  readonly size: number | null;
  readonly modifiedAt: EpochMs | null;
  readonly holders: readonly Holder[];
  readonly content: DatabaseContent;
}

export type DatabaseContent =
  | { readonly kind: 'read'; readonly state: DatabaseState }
  | {
      readonly kind: 'failed';
      readonly why: 'locked' | 'damaged' | 'other';
      readonly message: SafeText;
      readonly hint: SafeText | null;
    }
  | { readonly kind: 'not-asked' };

export interface TextfileFolder {
  readonly folder: string;
  readonly state: 'read' | 'missing' | 'denied';
  readonly files: readonly Textfile[];
}

export interface Textfile {
  readonly name: string;
  readonly modifiedAt: EpochMs | null;
  readonly mode: number | null;
  /** Bytes of one that may be about backups; `foreign`: it is not. */
  readonly content: FileToLint['content'] | 'foreign';
}

export interface ExporterProcess extends SeenProcess {
  readonly program: string;
  /** Whether it sees the same files as we do; one in a container does not. `null`: that can't be told. */
  readonly sameFiles: boolean | null;
  readonly listens: readonly string[];
  /** As its command line says; `null` where it says nothing. */
  readonly folder: string | null;
  readonly collectorOff: boolean;
}

/** Room on the file system of a folder. */
export interface DiskSpace {
  readonly folder: string;
  readonly mount: string;
  readonly availableBytes: number | null;
  readonly totalBytes: number | null;
  /** `null` where it has no fixed number of them. */
  readonly availableInodes: number | null;
  readonly readOnly: boolean;
}
