import type { SafeText } from '../../text/safe-text.ts';

/** A filter that can't be read. All texts are safe to show. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
  /** Where in the filter's text the trouble begins, in UTF-16 units from 0. */
  readonly position: number;
  /** What would be right. */
  readonly hint: SafeText;
  constructor(message: SafeText, position: number, hint: SafeText) {
    super(message);
    this.position = position;
    this.hint = hint;
  }
}
