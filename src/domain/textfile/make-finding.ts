import type { TextfileFinding } from './finding.ts';
import { seriesText } from './gather/series-text.ts';
import type { Sample } from './read/family.ts';

/** What a finding says, without where. */
export type Told = Pick<TextfileFinding, 'kind' | 'code' | 'message' | 'fix'>;

/** About a file as a whole. */
export function ofFile(told: Told): TextfileFinding {
  return { line: null, column: null, series: null, hiddenBy: null, ...told };
}

/** About one sample line. */
export function ofSample(sample: Sample, told: Told): TextfileFinding {
  return { ...ofFile(told), line: sample.line, series: seriesText(sample.name, sample.labels) };
}
