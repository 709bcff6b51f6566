/** What an exit code means; `killed` is 128 + a signal's number, `other` any code that duplicati-cli does not document: duptop's wrapper has some. */
export type Outcome =
  | 'success'
  | 'unchanged'
  | 'warnings'
  | 'errors'
  | 'partial'
  | 'failed'
  | 'bad-arguments'
  | 'not-executable'
  | 'not-found'
  | 'killed'
  | 'other';

/** The wrapper tries again from this code on, and the field's alert rule counts from it. */
const FIRST_FAILURE_CODE = 10;

const DOCUMENTED: Readonly<Record<number, readonly [Outcome, string]>> = {
  0: ['success', 'success'],
  1: ['unchanged', 'success, nothing had changed'],
  2: ['warnings', 'success, with warnings'],
  3: ['errors', 'finished with errors: corrupt data at the destination'],
  50: ['partial', 'some files uploaded, not finished'],
  70: ['other', 'the wrapper itself failed'],
  73: ['other', 'the wrapper had no place for its lock or its secrets'],
  75: ['other', 'another run of the job was going on'],
  77: ['other', 'a file with settings of the wrapper is not private'],
  78: ['other', 'a setting of the wrapper is wrong or missing'],
  100: ['failed', 'an error occurred'],
  126: ['not-executable', 'duplicati-cli is not executable'],
  127: ['not-found', 'duplicati-cli was not found'],
  200: ['bad-arguments', 'invalid command line'],
};

const SIGNALS: Readonly<Record<number, string>> = {
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  4: 'ILL',
  6: 'ABRT',
  7: 'BUS',
  8: 'FPE',
  9: 'KILL',
  11: 'SEGV',
  13: 'PIPE',
  14: 'ALRM',
  15: 'TERM',
};
const LAST_SIGNAL = 64;

/** `exitCode` is what the wrapper published, 0 to 255. */
export function outcomeOf(exitCode: number): Outcome {
  return DOCUMENTED[exitCode]?.[0] ?? (signalOf(exitCode) === null ? 'other' : 'killed');
}

/** The code in words, without the number: `killed by signal 9 (KILL)`. */
export function describeExit(exitCode: number): string {
  const documented = DOCUMENTED[exitCode];
  if (documented) return documented[1];
  const signal = signalOf(exitCode);
  if (signal === null) return 'not a code that duplicati-cli documents';
  const name = SIGNALS[signal];
  return `killed by signal ${signal}${name ? ` (${name})` : ''}`;
}

/** Whether the backup can't be relied on: the field's rule (above 9), and 3, which that rule never reports. */
export function isFailure(exitCode: number): boolean {
  return exitCode >= FIRST_FAILURE_CODE || exitCode === 3;
}

/** Whether there is a good backup: 0, 1 and 2. */
export function isGoodBackup(exitCode: number): boolean {
  return exitCode >= 0 && exitCode <= 2;
}

function signalOf(exitCode: number): number | null {
  const signal = exitCode - 128;
  return signal >= 1 && signal <= LAST_SIGNAL ? signal : null;
}
