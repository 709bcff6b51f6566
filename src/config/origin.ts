import { type SafeText, say } from '../text/safe-text.ts';

/** Who said what a setting is. */
export type Origin =
  | { readonly by: 'default' }
  | { readonly by: 'file'; readonly file: string; readonly line: number | null }
  | { readonly by: 'environment'; readonly variable: string }
  | { readonly by: 'flag'; readonly flag: string };

export const DEFAULT: Origin = { by: 'default' };

/** `default`, `file config.yml:7`, `environment PROMETHEUS_URL`, `flag --prometheus`. */
export function originText(origin: Origin): SafeText {
  if (origin.by === 'flag') return say`flag ${origin.flag}`;
  if (origin.by === 'environment') return say`environment ${origin.variable}`;
  if (origin.by === 'default') return say`default`;
  return origin.line === null ? say`file ${origin.file}` : say`file ${origin.file}:${origin.line}`;
}

/** A value and who said it. */
export interface Setting<Value> {
  readonly value: Value;
  readonly origin: Origin;
}
