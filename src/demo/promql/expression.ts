import type { EpochMs } from '../../domain/time.ts';

export interface Matcher {
  readonly label: string;
  readonly op: '=' | '!=' | '=~' | '!~';
  readonly value: string;
}

/** What a query is made of, as far as the simulated Prometheus answers it. */
export type Expression =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'selector'; readonly matchers: readonly Matcher[] }
  | { readonly kind: 'range'; readonly of: Expression; readonly rangeMs: number; readonly stepMs: number | null }
  | { readonly kind: 'offset'; readonly of: Expression; readonly ms: EpochMs }
  | { readonly kind: 'call'; readonly name: string; readonly of: readonly Expression[] }
  | {
      readonly kind: 'aggregate';
      readonly name: string;
      readonly by: readonly string[];
      readonly without: boolean;
      readonly of: Expression;
    }
  | {
      readonly kind: 'binary';
      readonly op: string;
      readonly left: Expression;
      readonly right: Expression;
      readonly matching: Matching | null;
    };

/** Which labels tell what belongs together. */
export interface Matching {
  readonly on: boolean;
  readonly labels: readonly string[];
}
