/** What the harness is asked to measure. */
export type Measure =
  | {
      readonly kind: 'interactive';
      /** One Prometheus for each fleet. */
      readonly urls: readonly string[];
    }
  | {
      readonly kind: 'steady';
      readonly url: string;
      /** Whether the exporters are asked too. */
      readonly direct: boolean;
      /** After how many refreshes memory is looked at. */
      readonly early: number;
      readonly late: number;
    };

export interface Painted {
  /** From the cause to the last byte of the frame. */
  readonly ms: number;
  readonly bytes: number;
}

/** Medians: of a whole new snapshot, a step down or up, a page, a character of the filter. */
export type Interactive = Readonly<Record<'refresh' | 'line' | 'page' | 'filter', Painted>>;

/** So many seconds pass in a refresh that is measured. */
export const TICKS_AFTER_ROUND = 2;

export interface Steady {
  /** Resident sets. */
  readonly earlyBytes: number;
  readonly lateBytes: number;
  /** CPU time of all threads: for one refresh with the first seconds behind it, and for one second that passes. */
  readonly refreshMs: number;
  readonly tickMs: number;
}
