// A payment history laid out to be read: in years of twelve months, the latest first.

import type { HistoryGrid } from "../../bindings/HistoryGrid";
import type { Letter } from "../../bindings/Letter";
import { BUREAUS } from "../../shared/bureaus";
import { formatMonth } from "../../shared/formats";

/** What the format has room for, and what is shown before the agent asks for more. */
export const FIRST_MONTHS = 24;
const A_YEAR = 12;

export type Month = {
  /** Its place in the grid. */
  place: number;
  iso: string;
  /** One letter, as on a calendar. */
  initial: string;
  differs: boolean;
};

export type Stretch = { months: Month[]; years: { year: string; months: number }[] };

/** Stretches of twelve months; the first 24 months or all of them. */
export function stretchesOf(grid: HistoryGrid, all: boolean): Stretch[] {
  const differing = new Set(grid.differing);
  const shown = all ? grid.months : grid.months.slice(0, FIRST_MONTHS);
  const months = shown.map((iso, place) => ({
    place,
    iso,
    initial: formatMonth(iso).charAt(0),
    differs: differing.has(place),
  }));
  return Array.from({ length: Math.ceil(months.length / A_YEAR) }, (_, at) => {
    const part = months.slice(at * A_YEAR, (at + 1) * A_YEAR);
    return { months: part, years: yearsOf(part) };
  });
}

function yearsOf(months: Month[]): Stretch["years"] {
  const years: Stretch["years"] = [];
  for (const { iso } of months) {
    const year = iso.slice(0, 4);
    const last = years.at(-1);
    if (last?.year === year) last.months += 1;
    else years.push({ year, months: 1 });
  }
  return years;
}

/** What a bureau prints for a month; `null` where it prints nothing. */
export function letterAt(grid: HistoryGrid, bureau: number, place: number): string | null {
  const letter = grid.letters[bureau]?.charAt(place) ?? "";
  return letter.trim() === "" ? null : letter;
}

/** `March 2026, Experian: 60 days late` */
export function monthInWords(
  month: Month,
  bureau: number,
  letter: string | null,
  meanings: ReadonlyMap<string, Letter>,
): string {
  const meaning = letter === null ? "nothing printed" : meaningOf(letter, meanings);
  return `${formatMonth(month.iso)}, ${BUREAUS[bureau]?.name}: ${meaning}`;
}

function meaningOf(letter: string, meanings: ReadonlyMap<string, Letter>): string {
  const meaning = meanings.get(letter)?.meaning;
  return meaning === undefined
    ? `the letter ${letter}`
    : meaning.charAt(0).toLowerCase() + meaning.slice(1);
}

/** The letters that occur in what is shown, in the order of the legend. */
export function lettersIn(grid: HistoryGrid, all: boolean, letters: readonly Letter[]): Letter[] {
  const end = all ? grid.months.length : FIRST_MONTHS;
  const printed = new Set(grid.letters.map((line) => line?.slice(0, end) ?? "").join(""));
  return letters.filter(({ letter }) => printed.has(letter));
}
