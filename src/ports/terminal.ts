/** Where text goes and what can be shown there. */
export interface TextOutput {
  readonly isTerminal: boolean;
  /** Width in columns; `null` where it is no terminal. */
  readonly columns: number | null;
  /** Nobody reads any more: whatever is written goes nowhere. */
  readonly isClosed: boolean;
  /** Resolves when the text is taken (back-pressure); a closed pipe ends quietly. @throws OutputError where it can't be taken */
  write(text: string): Promise<void>;
}

/** What was printed got lost, as on a disk that is full. The message is whole and safe to show. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}
