import { getSystemErrorMessage } from 'node:util';

/** Why a stream took no more: `no space left on device`. */
export function writeProblem({ errno, message }: NodeJS.ErrnoException): string {
  return errno === undefined ? message : getSystemErrorMessage(errno);
}
