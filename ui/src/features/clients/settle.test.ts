import { expect, test } from "vitest";
import { client } from "../../test/clients";
import { fill, settleNewer, settleOther } from "./settle";
import type { Rows } from "./windows";

const HEIGHT = 32;

function rowsOf(ids: number[], total = ids.length): Rows {
  return {
    list: "all",
    total,
    windows: new Map([[0, ids.map((id) => client(id, "Ana", "Abel"))]]),
  };
}

/** A screen of ten rows whose topmost is at the given place. */
function screenAt(place: number) {
  return { top: place * HEIGHT, height: 10 * HEIGHT, rowHeight: HEIGHT };
}

test("three clients that come in above move the cursor with its client, and the screen with it", () => {
  const before = rowsOf([1, 2, 3, 4, 5]);
  const after = rowsOf([91, 92, 93, 1, 2, 3, 4, 5]);
  const settled = settleNewer(before, after, { id: 3, place: 2 }, screenAt(1));
  expect(settled).toEqual({ cursor: { id: 3, place: 5 }, scrollBy: 3 * HEIGHT, lookNear: null });
});

test("at the top the list stays at the top, only the cursor goes with its client", () => {
  const settled = settleNewer(rowsOf([1, 2]), rowsOf([90, 1, 2]), { id: 2, place: 1 }, screenAt(0));
  expect(settled.cursor).toEqual({ id: 2, place: 2 });
  expect(settled.scrollBy).toBe(0);
});

test("with the cursor out of sight the topmost row on the screen stays where it is", () => {
  const ids = Array.from({ length: 40 }, (_, at) => at + 1);
  const settled = settleNewer(
    rowsOf(ids),
    rowsOf([91, 92, ...ids]),
    { id: 1, place: 0 },
    screenAt(20),
  );
  expect(settled.scrollBy).toBe(2 * HEIGHT);
});

test("an untouched cursor stays on the first row, whoever that is", () => {
  const settled = settleNewer(rowsOf([5]), rowsOf([2, 5]), { id: null, place: 0 }, screenAt(0));
  expect(settled.cursor).toEqual({ id: null, place: 0 });
});

test("a client that moved out of what has arrived is looked for where it should be", () => {
  // At place 100 of 1,000; of 4,000 that is about place 400.
  const settled = settleNewer(
    rowsOf([1, 2], 1_000),
    rowsOf([91, 92], 4_000),
    { id: 77, place: 100 },
    screenAt(95),
  );
  expect(settled.cursor).toMatchObject({ id: 77, place: 400 });
  expect(settled.lookNear).toBe(400);
  expect(settled.scrollBy).toBe(0);
});

test("another search keeps the cursor on the same client when it is still among the rows", () => {
  expect(settleOther(rowsOf([8, 3, 5]), { id: 5, place: 40 })).toEqual({ id: 5, place: 2 });
});

test("another search without that client puts the cursor on the first row", () => {
  expect(settleOther(rowsOf([8, 3]), { id: 5, place: 40 })).toEqual({ id: null, place: 0 });
});

test("a cursor moved to a row on its way takes that client once it is here", () => {
  expect(fill(rowsOf([1, 2, 3]), { id: null, place: 2 })).toEqual({ id: 3, place: 2 });
});

test("a client that was looked for comes back at the same height of the screen", () => {
  // Two rows below the top of the screen, at place 100; found again at place 3.
  const lost = settleNewer(
    rowsOf([1, 2], 1_000),
    rowsOf([91, 92], 4_000),
    { id: 77, place: 100 },
    screenAt(98),
  );
  const found = settleNewer(
    rowsOf([91, 92], 4_000),
    rowsOf([91, 92, 93, 77], 4_000),
    lost.cursor,
    screenAt(98),
  );
  expect(found.cursor).toEqual({ id: 77, place: 3 });
  // The top of the screen goes from place 98 to place 1.
  expect(found.scrollBy).toBe((1 - 98) * HEIGHT);
});
