import type { CauseCode } from '../../domain/cause.ts';
import type { RowStatus } from '../row.ts';
import type { Glob } from './glob.ts';

/** A filter: a row must satisfy every term. */
export type Terms = readonly Term[];
export interface Term {
  readonly negated: boolean;
  readonly test: Test;
}

/** Several values in one test are alternatives. */
export type Test =
  /** In host or path; in lower case. */
  | { readonly kind: 'word'; readonly word: string }
  /** The beginning of an id: whole host, beginning of the path. */
  | { readonly kind: 'id'; readonly glob: Glob }
  | { readonly kind: 'glob'; readonly of: 'host' | 'path' | 'instance' | 'metric'; readonly globs: readonly Glob[] }
  | { readonly kind: 'status'; readonly among: ReadonlySet<RowStatus> }
  | { readonly kind: 'cause'; readonly among: ReadonlySet<CauseCode> }
  | { readonly kind: 'alert'; readonly among: ReadonlySet<AlertWord> }
  | { readonly kind: 'number'; readonly of: 'exit' | 'age' | 'duration'; readonly comparisons: readonly Comparison[] };

export const ALERT_WORDS = ['firing', 'pending', 'none'] as const;
type AlertWord = (typeof ALERT_WORDS)[number];

export type Operator = '=' | '!=' | '>' | '>=' | '<' | '<=';
export interface Comparison {
  readonly operator: Operator;
  readonly value: number;
}
