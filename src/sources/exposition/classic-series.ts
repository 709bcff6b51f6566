import { CLASSIC_SUFFIXES } from '../../domain/metric.ts';
import type { Run } from '../../domain/run.ts';
import { exitCode, moment, seconds } from '../../domain/sample-value.ts';
import { ascii, equalBytes, isNameByte, startsWith } from './bytes.ts';

/** A run while it is being collected. */
export type Cells = { -readonly [Cell in keyof Run]: Run[Cell] };

/** One of the classic wrapper's three series. */
export interface Series {
  readonly suffix: Buffer;
  readonly refusal: string;
  /** Puts the number into the run, where none is yet; `false` where the run is still without one. */
  take(run: Cells, number: number): boolean;
}

export const CLASSIC_SERIES: readonly Series[] = [
  {
    suffix: ascii(CLASSIC_SUFFIXES.start),
    refusal: moment.refusal,
    take(run, number) {
      run.startedAt ??= moment.read(number);
      return run.startedAt !== null;
    },
  },
  {
    suffix: ascii(CLASSIC_SUFFIXES.seconds),
    refusal: seconds.refusal,
    take(run, number) {
      run.durationSeconds ??= seconds.read(number);
      return run.durationSeconds !== null;
    },
  },
  {
    suffix: ascii(CLASSIC_SUFFIXES.exitCode),
    refusal: exitCode.refusal,
    take(run, number) {
      run.exitCode ??= exitCode.read(number);
      return run.exitCode !== null;
    },
  },
];
/** By the twelfth byte of the suffix, where the three differ, and by its last. */
const BY_TWELFTH = byByte((suffix) => suffix[11]);
const BY_LAST = byByte((suffix) => suffix.at(-1));
/** Which suffix stands at `at`, with the name's end after it. */
export function suffixAt(bytes: Buffer, at: number, end: number): Series | null {
  const series = BY_TWELFTH[bytes[at + 11] ?? 0];
  if (!series || !startsWith(bytes, at, end, series.suffix)) return null;
  const stop = at + series.suffix.length;
  return stop === end || !isNameByte(bytes[stop]) ? series : null;
}

/** Which suffix the name ends with; before it stands at least one byte of a metric. */
export function suffixBefore(bytes: Buffer, metricStart: number, nameEnd: number): Series | null {
  const series = BY_LAST[bytes[nameEnd - 1] ?? 0];
  if (!series) return null;
  const at = nameEnd - series.suffix.length;
  return at > metricStart && equalBytes(bytes, at, series.suffix, 0, series.suffix.length) ? series : null;
}

function byByte(pick: (suffix: Buffer) => number | undefined): readonly (Series | null)[] {
  return Array.from({ length: 256 }, (_, byte) => CLASSIC_SERIES.find(({ suffix }) => pick(suffix) === byte) ?? null);
}
