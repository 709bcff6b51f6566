/** What duptop ends with; `check` has the codes of monitoring plugins instead. */
export const EXIT = {
  done: 0,
  defect: 1,
  wrongUse: 2,
  /** No source answered, so nothing can be said. */
  nothingKnown: 3,
  /** A check found something to mend. */
  found: 4,
  /** The output could not be written; `EX_IOERR` of sysexits.h. */
  outputLost: 74,
  /** 128 and the number of the signal. */
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = number;
