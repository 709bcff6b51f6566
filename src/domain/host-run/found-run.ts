import type { EpochMs } from '../time.ts';

/** A crontab's line that starts the job. It holds secrets: this is all of it that its host tells. Strings are exact. */
export interface CrontabLine {
  /** Such as `crontab of root`, `/etc/cron.d/backups`. */
  readonly source: string;
  /** From 1. */
  readonly number: number;
  /** Five fields, or `@daily` and its like. */
  readonly schedule: string;
  /** As whom it runs. */
  readonly owner: string;
  readonly wrapper: string;
  readonly path: string;
  /** Settings that it names to the wrapper. */
  readonly config: string | null;
  /** How many jobs it starts, this one included. */
  readonly jobs: number;
  /** `picked`: the job is started by it; `other`: cron starts the job by it too; `unused`: cron does not read the file. */
  readonly standing: 'picked' | 'other' | 'unused' | 'commented';
  /** Why cron ignores the file that it is in. */
  readonly ignored: IgnoredFile | null;
}

/** Cron reads a file as a whole or not at all. */
export type IgnoredFile =
  /** Has a name that it does not take, such as one with a dot. */
  | { readonly why: 'name' }
  /** Does not belong to root. */
  | { readonly why: 'owner' }
  /** Has several names. */
  | { readonly why: 'links' }
  /** Others may write it. */
  | { readonly why: 'mode' }
  /** The last line has no end. */
  | { readonly why: 'newline' }
  /** A line that it can't read. */
  | { readonly why: 'line'; readonly number: number };

/** How a job is started. */
export type StartWay =
  /** As its line in a crontab says. */
  | { readonly by: 'crontab'; readonly line: CrontabLine }
  /** By the better wrapper, which has all settings of the job in files. */
  | { readonly by: 'wrapper'; readonly wrapper: string };

/** A run that goes on, whoever started it. */
export interface GoingRun {
  /** `lock`: only the wrapper's lock tells of it. */
  readonly by: 'duptop' | 'other' | 'lock';
  readonly pid: number | null;
  /** When the process started, in clock ticks of the host: with the pid it names the process for ever. */
  readonly ticks: string | null;
  readonly since: EpochMs | null;
}

/** The last run that duptop started there. */
export interface OwnRun {
  readonly folder: string;
  readonly pid: number;
  readonly ticks: string;
  readonly startedAt: EpochMs;
  /** `null`: it goes on, or it vanished. */
  readonly end: { readonly exitCode: number; readonly at: EpochMs } | null;
}

/** How a job is started on its host, and whether it runs there. */
export interface FoundRun {
  /** In the fleet. */
  readonly host: string;
  /** Exact, where a crontab told it or the caller knew it. */
  readonly path: string;
  /** Whom the scripts run as there. */
  readonly user: string;
  /** `null`: nothing starts it, or `isAmbiguous`. */
  readonly way: StartWay | null;
  /** Several lines start it that do not say the same. */
  readonly isAmbiguous: boolean;
  /** Every line that names the job. */
  readonly lines: readonly CrontabLine[];
  readonly edition: 'classic' | 'better';
  readonly wrapperState: 'ready' | 'missing' | 'not-executable';
  readonly database: string;
  /** Where the classic three metrics are written. */
  readonly metrics: string;
  /** The better wrapper's. */
  readonly log: { readonly file: string; readonly size: number } | null;
  readonly goingOn: GoingRun | null;
  readonly lastOwn: OwnRun | null;
}
