import type { Problems } from './problems.ts';

/** How much of a page is kept: jobs, files and labelled jobs together. */
export interface Budget {
  /** Whether one more may be kept. */
  take(): boolean;
}

const MOST_KEPT = 200_000;

export function createBudget(problems: Problems, most = MOST_KEPT): Budget {
  let kept = 0;
  return {
    take() {
      if (kept < most) {
        kept++;
        return true;
      }
      if (kept === most) {
        kept++;
        problems.add('the page', `holds more than ${most} jobs and files: the rest was not read`);
      }
      return false;
    },
  };
}
