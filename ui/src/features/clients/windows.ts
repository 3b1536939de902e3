// The list is read in windows of 200 rows. Which windows a stretch of the list needs, and where
// a client stands in those that have arrived. Pure.

import type { ClientRow } from "../../bindings/ClientRow";

export const WINDOW = 200;

/** Places in the whole list, both ends included. */
export type Stretch = { first: number; last: number };

/** What is on the screen: one order of one search, as far as it has arrived. */
export type Rows = {
  /** Names the search and order; rows of another one are another list. */
  list: string;
  total: number;
  windows: ReadonlyMap<number, readonly ClientRow[]>;
};

/** The windows that cover the stretches, ascending; the first is always among them. */
export function windowsFor(stretches: readonly Stretch[]): number[] {
  const wanted = new Set([0]);
  for (const { first, last } of stretches) {
    const end = Math.floor(Math.max(0, last) / WINDOW);
    for (let w = Math.floor(Math.max(0, first) / WINDOW); w <= end; w += 1) wanted.add(w);
  }
  return [...wanted].sort((a, b) => a - b);
}

export function rowAt(rows: Rows, place: number): ClientRow | undefined {
  if (place < 0 || place >= rows.total) return undefined;
  return rows.windows.get(Math.floor(place / WINDOW))?.[place % WINDOW];
}

/** The place of a client among the rows that have arrived. */
export function placeOf(rows: Rows, id: number): number | null {
  for (const [window, clients] of rows.windows) {
    const within = clients.findIndex((client) => client.id === id);
    if (within >= 0) return window * WINDOW + within;
  }
  return null;
}
