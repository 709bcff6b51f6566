/** The labelled family of duptop's own wrapper, as far as rules read it; each series has `host` and `path`. */
export const LABELLED = {
  start: 'duplicati_job_last_start_timestamp_seconds',
  completion: 'duplicati_job_last_completion_timestamp_seconds',
  success: 'duplicati_job_last_success_timestamp_seconds',
  exitCode: 'duplicati_job_last_exit_code',
  running: 'duplicati_job_running',
} as const;

/** What makes one job of two series. */
export const SAME_JOB = 'on (instance, host, path)';
/** What makes one exporter of two series. */
export const SAME_EXPORTER = 'on (instance, job)';

/**
 * A series of every job there is, by either wrapper. The labelled name comes first: a pattern that begins like a classic one would be
 * taken by duptop for a rule that watches all classic jobs.
 */
export const ANY_JOB = `{__name__=~"${LABELLED.start}|duplicati_.+_last_run_start"}`;
