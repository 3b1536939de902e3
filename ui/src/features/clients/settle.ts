// What becomes of the cursor and the scroll position when the rows under them change. Pure.

import { placeOf, type Rows, rowAt } from "./windows";

/**
 * The row the keys act on. Without an id it means whatever is at that place: the first row until
 * the agent moves, or a row that has not arrived yet.
 */
export type Cursor = {
  id: number | null;
  place: number;
  /** Its distance from the top of the screen, kept while its client is being looked for. */
  held?: number;
};

export type Screen = { top: number; height: number; rowHeight: number };

export type Settled = {
  cursor: Cursor;
  /** Pixels to scroll by, so that what the agent looks at stays where it is. */
  scrollBy: number;
  /** Set when the cursor's client is not among the rows: about where it should be now. */
  lookNear: number | null;
};

/** The same list with newer rows: the cursor stays on its client, and the screen on its rows. */
export function settleNewer(before: Rows, after: Rows, cursor: Cursor, screen: Screen): Settled {
  if (cursor.id === null) {
    const scrollBy = scrollWithTop(before, after, screen);
    return { cursor: fill(after, cursor), scrollBy, lookNear: null };
  }
  const held = cursor.held ?? distanceFromTop(cursor, screen);
  const place = placeOf(after, cursor.id);
  if (place === null) {
    const near = scaled(cursor.place, before.total, after.total);
    const lost = { id: cursor.id, place: near, ...(held === null ? {} : { held }) };
    return { cursor: lost, scrollBy: 0, lookNear: after.total > 0 ? near : null };
  }
  const found = { id: cursor.id, place };
  const alone = screen.top <= 0 && cursor.held === undefined;
  const scrollBy =
    held === null
      ? scrollWithTop(before, after, screen)
      : place * screen.rowHeight - held - screen.top;
  return { cursor: found, scrollBy: alone ? 0 : scrollBy, lookNear: null };
}

/** Another search or order: the cursor stays on its client if that is among the first rows. */
export function settleOther(after: Rows, cursor: Cursor): Cursor {
  const place = cursor.id === null ? null : placeOf(after, cursor.id);
  return fill(after, place === null ? { id: null, place: 0 } : { id: cursor.id, place });
}

/** Gives a cursor that was moved without a client the client at its place, once that is here. */
export function fill(rows: Rows, cursor: Cursor): Cursor {
  if (cursor.id !== null || cursor.place === 0) return cursor;
  const place = Math.max(0, Math.min(cursor.place, rows.total - 1));
  return { id: rowAt(rows, place)?.id ?? null, place };
}

/** Null when the cursor is not on the screen. */
function distanceFromTop(cursor: Cursor, screen: Screen): number | null {
  const distance = cursor.place * screen.rowHeight - screen.top;
  return distance > -screen.rowHeight && distance < screen.height ? distance : null;
}

/** Keeps the topmost row on the screen where it is, as far as it is still known. */
function scrollWithTop(before: Rows, after: Rows, screen: Screen): number {
  if (screen.top <= 0) return 0;
  const top = Math.ceil(screen.top / screen.rowHeight);
  const row = rowAt(before, top);
  const place = row === undefined ? null : placeOf(after, row.id);
  return place === null ? 0 : (place - top) * screen.rowHeight;
}

function scaled(place: number, before: number, after: number): number {
  if (before <= 0) return place;
  return Math.max(0, Math.min(after - 1, Math.round((place * after) / before)));
}
