import { compareKeys } from '../columns/column.ts';
import { type HostRow, hostRank } from './host-row.ts';

export type HostOrder = 'worst' | 'name';

/** In a new array: worst first (a fault of the host itself before all), or by name; what is alike by name and instance. */
export function sortHosts(rows: readonly HostRow[], order: HostOrder): readonly HostRow[] {
  const ranked = rows.map((row) => ({ row, rank: order === 'worst' ? hostRank(row) : 0 }));
  ranked.sort(
    (one, other) =>
      compareKeys(one.rank, other.rank, false) ||
      compareKeys(one.row.host.host, other.row.host.host, false) ||
      compareKeys(one.row.host.instance, other.row.host.instance, false),
  );
  return ranked.map(({ row }) => row);
}
