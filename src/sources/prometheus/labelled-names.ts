/** The series of the labelled family, by what they tell. */
const LABELLED_NAMES = {
  duplicati_job_last_start_timestamp_seconds: 'lastStartAt',
  duplicati_job_last_completion_timestamp_seconds: 'lastCompletionAt',
  duplicati_job_last_success_timestamp_seconds: 'lastSuccessAt',
  duplicati_job_last_duration_seconds: 'durationSeconds',
  duplicati_job_last_exit_code: 'exitCode',
  duplicati_job_last_attempts: 'attempts',
  duplicati_job_running: 'running',
  duplicati_job_info: 'info',
} as const;

export type LabelledField = (typeof LABELLED_NAMES)[keyof typeof LABELLED_NAMES];

const FIELDS: ReadonlyMap<string, LabelledField> = new Map(Object.entries(LABELLED_NAMES));

/** `null` for any other name, such as a classic one of a host called `job`. */
export function labelledField(name: string): LabelledField | null {
  return FIELDS.get(name) ?? null;
}

export function isLabelledName(name: string): boolean {
  return FIELDS.has(name);
}
