/** Worst first; a job has exactly one. */
export const STATUSES = ['failed', 'missing', 'late', 'unknown', 'warning', 'slow', 'running', 'ok'] as const;
export type Status = (typeof STATUSES)[number];

const RANK = new Map<Status, number>(STATUSES.map((status, rank) => [status, rank]));

/** 0 is the worst. */
export function statusRank(status: Status): number {
  return RANK.get(status) ?? STATUSES.length;
}

/** Whether an operator has something to do about it. */
export function isProblem(status: Status): boolean {
  return status !== 'ok' && status !== 'running';
}
