import type { WindowSize } from '../window.ts';

/** What most terminals are, for one that does not tell. */
const USUAL: WindowSize = { columns: 80, rows: 24 };

export function windowOf({ columns, rows }: NodeJS.WriteStream): WindowSize {
  return columns > 0 && rows > 0 ? { columns, rows } : USUAL;
}
