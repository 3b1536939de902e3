// What becomes of the cursor and the scroll position when the rows under them change. Pure.

import { placeOf, type Rows, rowAt } from "./windows";

/**
 * The row the keys act on. Without an id it means whatever is at that place: the first row until
 * the agent moves, or a row that has not arrived yet.
 */
export type Cursor = { id: number | null; place: number };

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
  const place = cursor.id === null ? null : placeOf(after, cursor.id);
  const moved =
    cursor.id === null || place !== null
      ? fill(after, { id: cursor.id, place: place ?? cursor.place })
      : { id: cursor.id, place: scaled(cursor.place, before.total, after.total) };
  const lost = cursor.id !== null && place === null && after.total > 0;
  return {
    cursor: moved,
    scrollBy: scrollAlong(before, after, cursor, moved, screen),
    lookNear: lost ? moved.place : null,
  };
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

function scrollAlong(
  before: Rows,
  after: Rows,
  cursor: Cursor,
  moved: Cursor,
  screen: Screen,
): number {
  if (screen.top <= 0) return 0;
  const cursorTop = cursor.place * screen.rowHeight;
  const seen =
    cursor.id !== null &&
    cursorTop + screen.rowHeight > screen.top &&
    cursorTop < screen.top + screen.height;
  if (seen) {
    return placeOf(after, cursor.id ?? 0) === null
      ? 0
      : (moved.place - cursor.place) * screen.rowHeight;
  }
  const top = Math.ceil(screen.top / screen.rowHeight);
  const held = rowAt(before, top);
  const now = held === undefined ? null : placeOf(after, held.id);
  return now === null ? 0 : (now - top) * screen.rowHeight;
}

function scaled(place: number, before: number, after: number): number {
  if (before <= 0) return place;
  return Math.max(0, Math.min(after - 1, Math.round((place * after) / before)));
}
