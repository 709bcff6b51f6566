import type { PastRun } from '../../../../src/domain/trend/past-run.ts';

export const DAY = 86_400_000;
export const NIGHT = Date.UTC(2026, 10, 24, 2, 0, 0);

/** A run of so many days before `NIGHT`. */
export function pastRun(
  daysAgo: number,
  exitCode: number | null = 0,
  durationSeconds: number | null = 60,
  sampledSeconds = 3600,
): PastRun {
  return { startedAt: NIGHT - daysAgo * DAY, durationSeconds, exitCode, sampledSeconds };
}

/** Nightly runs by how they ended, the last of them the night before `NIGHT`. */
export function pastRuns(exitCodes: readonly (number | null)[]): readonly PastRun[] {
  return exitCodes.map((exitCode, at) => pastRun(exitCodes.length - at, exitCode));
}
