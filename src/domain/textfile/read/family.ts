export type MetricType = 'counter' | 'gauge' | 'summary' | 'untyped' | 'histogram' | 'gauge_histogram';

/** What a sample line of a summary or histogram tells of it; anywhere else all are values. `null`: nothing, and the line is lost. */
export type Part = 'value' | 'sum' | 'count' | { readonly bound: number } | null;

/** One sample line. */
export interface Sample {
  readonly line: number;
  /** The name as it stands there. */
  readonly name: string;
  /** All labels as they stand there. */
  readonly labels: Labels;
  readonly part: Part;
  readonly value: number;
}

/** Label names are unique. */
export type Labels = readonly (readonly [name: string, value: string])[];

/** What node_exporter takes for one metric: a single sample, or all lines of a summary or histogram that share their labels. */
export interface Metric {
  /** Without `quantile` or `le` where these tell parts of it. */
  readonly labels: Labels;
  readonly samples: Sample[];
}

/** All that a file has under one name. */
export interface Family {
  readonly name: string;
  type: MetricType | null;
  /** Of its TYPE line. */
  typeLine: number | null;
  help: HelpText | null;
  readonly metrics: Metric[];
}

interface HelpText {
  readonly line: number;
  /** One character a byte, escapes resolved. */
  readonly text: string;
  readonly isUtf8: boolean;
}

/** A family that has samples. */
export interface ReadFamily extends Family {
  type: MetricType;
}

/** The label that tells the parts of a metric of this type; `null` where it has none. */
export function partLabel(type: MetricType | null): 'quantile' | 'le' | null {
  return type === 'summary' ? 'quantile' : type === 'histogram' ? 'le' : null;
}
