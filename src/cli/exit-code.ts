/** What duptop ends with; `check` has the codes of monitoring plugins instead. */
export const EXIT = {
  done: 0,
  defect: 1,
  wrongUse: 2,
  /** No source answered, so nothing can be said. */
  nothingKnown: 3,
  /** A check found something to mend. */
  found: 4,
  interrupted: 130,
} as const;

export type ExitCode = number;
