import type { Sample } from '../read/family.ts';

/** Why node_exporter takes a file and still does not serve a line of it. */
export type LossCause =
  /** The same name and labels came before. */
  | 'duplicate'
  | 'help-differs'
  | 'type-differs'
  /** A summary or histogram makes this name too: `x_count` and a summary `x`. */
  | 'name-collides'
  /** node_exporter has a metric of this name itself. */
  | 'own-name'
  /** A later line of the same summary or histogram tells the same part. */
  | 'repeated-part'
  /** A line of a summary or histogram that tells no part of it. */
  | 'no-part';

export interface Place {
  readonly file: string;
  /** From 1 on. */
  readonly line: number;
}

/** A sample line that is not served, or not for sure. */
export interface Loss {
  readonly cause: LossCause;
  readonly sample: Sample;
  /** `false`: the order of things in node_exporter decides, which is chance. */
  readonly certain: boolean;
  /** What is served in its place; `null` where that is none of the files. */
  readonly hiddenBy: Place | null;
}

/** What comes of one file's families. Series are spelled as node_exporter serves them, those that it adds to summaries and histograms too. */
export interface Gathered {
  readonly served: readonly string[];
  /** Served or lost by chance. */
  readonly uncertain: readonly string[];
  readonly losses: readonly Loss[];
}
