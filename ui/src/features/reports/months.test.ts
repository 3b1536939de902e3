import { expect, test } from "vitest";
import type { HistoryGrid } from "../../bindings/HistoryGrid";
import { LETTERS } from "../../test/reports";
import { letterAt, lettersIn, stretchesOf } from "./months";

/** 30 months back from March 2026. */
const grid: HistoryGrid = {
  months: Array.from({ length: 30 }, (_, back) =>
    new Date(Date.UTC(2026, 2 - back, 1)).toISOString().slice(0, 7),
  ),
  letters: [`1 ${"0".repeat(27)}L`, null, "0"],
  differing: [0],
};

test("two years are shown at first, twelve months to a stretch, the latest first", () => {
  const [first, second, ...more] = stretchesOf(grid, false);
  expect(more).toEqual([]);
  expect(first?.months.map(({ initial }) => initial).join("")).toBe("MFJDNOSAJJMA");
  expect(second?.months.at(-1)?.iso).toBe("2024-04");
  expect(stretchesOf(grid, true).map(({ months }) => months.length)).toEqual([12, 12, 6]);
});

test("each stretch says which of its months are of which year", () => {
  // March to January, then December to April.
  expect(stretchesOf(grid, false)[0]?.years).toEqual([
    { year: "2026", months: 3 },
    { year: "2025", months: 9 },
  ]);
});

test("a blank is no letter, nor is what lies beyond a shorter history", () => {
  expect([letterAt(grid, 0, 0), letterAt(grid, 0, 1)]).toEqual(["1", null]);
  expect([letterAt(grid, 1, 0), letterAt(grid, 2, 5)]).toEqual([null, null]);
});

test("the legend has the letters that are shown, and no others", () => {
  const shown = (all: boolean) => lettersIn(grid, all, LETTERS).map(({ letter }) => letter);
  expect(shown(false)).toEqual(["0", "1"]);
  expect(shown(true)).toEqual(["0", "1", "L"]);
});
