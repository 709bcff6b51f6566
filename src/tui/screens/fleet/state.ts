import type { Snapshot } from '../../../domain/snapshot.ts';
import type { Layout } from '../../../present/columns/layout.ts';
import type { CompiledFilter, FilterProblem } from '../../../present/filter/compile.ts';
import { compileFilter } from '../../../present/filter/compile.ts';
import type { Row } from '../../../present/row.ts';
import { type Order, parseSort, USUAL_SORT } from '../../../present/sort.ts';
import { type Cursor, FIRST } from '../../cursor.ts';
import { type Edit, inputOf, type TextInput } from '../../text-input.ts';
import type { Change } from './changes.ts';

export interface FleetState {
  readonly screen: 'fleet';
  readonly mode: FleetMode;
  readonly filter: AppliedFilter;
  readonly problemsOnly: boolean;
  readonly wide: boolean;
  readonly order: Order;
  /** What the rows were made of; `null` before anything was heard. */
  readonly snapshot: Snapshot | null;
  /** Every row of the snapshot, in order. */
  readonly sorted: readonly Row[];
  /** Those that the filter leaves. */
  readonly rows: readonly Row[];
  /** Whether numbers of any job of the snapshot are out of date, and of any of these rows. */
  readonly outOfDate: { readonly fleet: boolean; readonly rows: boolean };
  readonly cursor: Cursor;
  /** By the row's key. */
  readonly changes: ReadonlyMap<string, Change>;
  readonly layout: Layout;
}

export type FleetMode = { readonly kind: 'table' } | FilterMode | SortMode;

/** The filter is being typed. */
export interface FilterMode {
  readonly kind: 'filter';
  readonly input: TextInput;
  /** Why the text is no filter; the rows are those of the last text that was one. */
  readonly problem: FilterProblem | null;
  /** Where the cursor stood when it began: rows that come back find it there. */
  readonly cursorBefore: Cursor;
}

/** The order is being chosen. */
export interface SortMode {
  readonly kind: 'sort';
  readonly choices: readonly string[];
  readonly at: number;
  readonly orderBefore: Order;
}

/** A filter that is one. */
export interface AppliedFilter {
  readonly text: string;
  readonly compiled: Extract<CompiledFilter, { readonly ok: true }>;
}

export type FleetMessage = { readonly to: 'fleet' } & (
  | { readonly type: 'edit-filter' }
  | { readonly type: 'edit'; readonly edit: Edit }
  | { readonly type: 'keep-filter' }
  | { readonly type: 'toggle-problems' }
  | { readonly type: 'toggle-wide' }
  | { readonly type: 'toggle-mark' }
  | { readonly type: 'choose-sort' }
  | { readonly type: 'step-sort'; readonly by: 1 | -1 }
  | { readonly type: 'keep-sort' }
  | { readonly type: 'reverse-sort' }
  /** For other screens that lead to some rows: all of them, problems or not. A text that is no filter changes nothing. */
  | { readonly type: 'set-filter'; readonly text: string }
  /** For other screens that go from row to row. */
  | { readonly type: 'select'; readonly key: string }
);

export const TABLE_MODE: FleetMode = { kind: 'table' };
export const NO_FILTER = appliedFilter('') as AppliedFilter;

/** The table with a filter; a text that is no filter is there to be put right. */
export function openFleet(filterText: string): FleetState {
  const compiled = compileFilter(filterText);
  const state: FleetState = {
    screen: 'fleet',
    mode: TABLE_MODE,
    filter: compiled.ok ? { text: filterText.trim(), compiled } : NO_FILTER,
    problemsOnly: false,
    wide: false,
    order: usualOrder(),
    snapshot: null,
    sorted: [],
    rows: [],
    outOfDate: { fleet: false, rows: false },
    cursor: FIRST,
    changes: new Map(),
    layout: [],
  };
  if (compiled.ok) return state;
  const mode: FilterMode = { kind: 'filter', input: inputOf(filterText), problem: compiled.error, cursorBefore: FIRST };
  return { ...state, mode };
}

/** `null` for a text that is no filter. */
export function appliedFilter(text: string): AppliedFilter | null {
  const compiled = compileFilter(text);
  return compiled.ok ? { text: text.trim(), compiled } : null;
}

/** Worst first. */
function usualOrder(): Order {
  const parsed = parseSort(USUAL_SORT);
  return parsed.ok ? parsed.order : [];
}
