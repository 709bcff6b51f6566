import { linesOf, type Motion } from './motion.ts';

/** The selected item of a list that may be longer than the window, and what of the list is seen. */
export interface Cursor {
  /** The selected item's own key: it stays selected wherever it goes. `null` in an empty list. */
  readonly key: string | null;
  /** Its place in the list. */
  readonly at: number;
  /** The first item that is seen. */
  readonly top: number;
  /** Until a person has moved it, it stays on the first item, whatever that is. */
  readonly moved: boolean;
}

export const FIRST: Cursor = { key: null, at: 0, top: 0, moved: false };

/** A list as the cursor sees it. */
export interface Items {
  readonly length: number;
  keyAt(at: number): string | null;
}

export function itemsOf<Item>(list: readonly Item[], keyOf: (item: Item) => string): Items {
  return {
    length: list.length,
    keyAt: (at) => {
      const item = list[at];
      return item === undefined ? null : keyOf(item);
    },
  };
}

export function moveCursor(cursor: Cursor, motion: Motion, items: Items, height: number): Cursor {
  const by = linesOf(motion, height);
  const at = clamp(cursor.at + by, items.length);
  // A page takes the window along, so that the cursor keeps its place on the screen.
  const top = Math.abs(by) > 1 && Number.isFinite(by) ? cursor.top + by : cursor.top;
  return placed({ key: items.keyAt(at), at, top, moved: true }, items.length, height);
}

/** Puts the cursor on the item with the key, in the middle of the window where it was not seen. */
export function putOn(cursor: Cursor, key: string, items: Items, height: number): Cursor {
  const at = indexOf(key, items);
  if (at < 0) return cursor;
  const seen = at >= cursor.top && at < cursor.top + height;
  return placed({ key, at, top: seen ? cursor.top : at - Math.floor(height / 2), moved: true }, items.length, height);
}

/**
 * After the list or the window has changed: on the same item as before, on the same line of the screen where that is possible. Where the
 * item is gone, whatever stands in its place is selected.
 */
export function keepCursor(cursor: Cursor, items: Items, height: number): Cursor {
  if (!cursor.moved) return { ...FIRST, key: items.keyAt(0) };
  const found = items.keyAt(cursor.at) === cursor.key ? cursor.at : indexOf(cursor.key, items);
  const at = found < 0 ? clamp(cursor.at, items.length) : found;
  return placed({ ...cursor, key: items.keyAt(at), at, top: at - (cursor.at - cursor.top) }, items.length, height);
}

/** What of the list is seen: from the first to before the last. */
export function seenOf(cursor: Cursor, length: number, height: number): { readonly from: number; readonly to: number } {
  return { from: cursor.top, to: Math.min(length, cursor.top + height) };
}

function placed(cursor: Cursor, length: number, height: number): Cursor {
  const lowest = Math.max(0, length - height);
  const top = Math.min(Math.max(cursor.top, cursor.at - height + 1, 0), cursor.at, lowest);
  return { ...cursor, top: Math.max(0, top) };
}

function clamp(at: number, length: number): number {
  return Math.max(0, Math.min(length - 1, at));
}

function indexOf(key: string | null, items: Items): number {
  if (key === null) return -1;
  for (let at = 0; at < items.length; at++) if (items.keyAt(at) === key) return at;
  return -1;
}
