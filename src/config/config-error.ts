import { type SafeText, say, visible } from '../text/safe-text.ts';

/** Where a setting was given: a file (with a place in it), a flag or an environment variable. */
export interface ConfigPlace {
  readonly where: string;
  /** From 1. */
  readonly line?: number | null;
  /** From 1. */
  readonly column?: number | null;
}

/** A setting that can't be used. `message` is whole (`config.yml:7:3: unknown key …`); all texts are safe to show. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  /** The file, flag or variable. */
  readonly where: SafeText;
  readonly line: number | null;
  readonly column: number | null;
  /** What the operator can do about it. */
  readonly hint: SafeText | null;
  constructor(place: ConfigPlace, problem: SafeText, more: { hint?: SafeText; cause?: unknown } = {}) {
    super(`${placeText(place)}: ${problem}`, more.cause === undefined ? undefined : { cause: more.cause });
    this.where = visible(place.where);
    this.line = place.line ?? null;
    this.column = place.column ?? null;
    this.hint = more.hint ?? null;
  }
}

/** Everything that is wrong with the configuration at once; never empty. `message` has a line for each. */
export class ConfigErrors extends Error {
  override readonly name = 'ConfigErrors';
  readonly errors: readonly ConfigError[];
  constructor(errors: readonly ConfigError[]) {
    super(errors.map((error) => error.message).join('\n'));
    this.errors = errors;
  }
}

/** `config.yml:7:3`, `config.yml:7` or `--timeout`. */
export function placeText({ where, line, column }: ConfigPlace): SafeText {
  if (line === undefined || line === null) return visible(where);
  return column === undefined || column === null ? say`${where}:${line}` : say`${where}:${line}:${column}`;
}
