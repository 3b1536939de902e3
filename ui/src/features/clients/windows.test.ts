import { expect, test } from "vitest";
import { client } from "../../test/clients";
import { placeOf, type Rows, rowAt, windowsFor } from "./windows";

const rows: Rows = {
  list: "all",
  total: 450,
  windows: new Map([
    [0, [client(7, "Ana", "Abel"), client(9, "Bo", "Bell")]],
    [2, [client(3, "Cy", "Cole")]],
  ]),
};

test("rows 180 to 220 need the first two windows of 200", () => {
  expect(windowsFor([{ first: 180, last: 220 }])).toEqual([0, 1]);
});

test("the first window is always read, because it tells the count", () => {
  expect(windowsFor([{ first: 8_400, last: 8_430 }])).toEqual([0, 42]);
  expect(windowsFor([])).toEqual([0]);
});

test("two stretches that share a window ask for it once", () => {
  const stretches = [
    { first: 390, last: 410 },
    { first: 350, last: 399 },
  ];
  expect(windowsFor(stretches)).toEqual([0, 1, 2]);
});

test("a stretch that begins before the list begins with its first row", () => {
  expect(windowsFor([{ first: -200, last: 30 }])).toEqual([0]);
});

test("the row at place 400 is the first of the third window", () => {
  expect(rowAt(rows, 400)?.id).toBe(3);
});

test("a row that has not arrived, or is past the end, is nobody", () => {
  expect(rowAt(rows, 200)).toBeUndefined();
  expect(rowAt(rows, 450)).toBeUndefined();
  expect(rowAt(rows, -1)).toBeUndefined();
});

test("a client is found at its place in the whole list", () => {
  expect(placeOf(rows, 9)).toBe(1);
  expect(placeOf(rows, 3)).toBe(400);
  expect(placeOf(rows, 1)).toBeNull();
});
