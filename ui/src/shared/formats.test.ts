import { expect, test } from "vitest";
import {
  clockTime,
  countOf,
  daysBetween,
  exactTime,
  formatBytes,
  formatCents,
  formatMonth,
  inUsForm,
  relativeTime,
} from "./formats";

const now = new Date(2026, 6, 3, 15, 0).getTime();

function ago(minutes: number): string {
  return new Date(now - minutes * 60_000).toISOString();
}

/** Some systems put a narrow blank between the time and AM or PM. */
function plain(text: string): string {
  return text.replaceAll(" ", " ");
}

test("the exact time is in American form", () => {
  expect(plain(exactTime(new Date(2026, 6, 3, 12, 4).toISOString()))).toBe("07/03/2026, 12:04 PM");
});

test("a recent time is told by its age, an older one by its date", () => {
  expect(relativeTime(ago(0), now)).toBe("just now");
  expect(relativeTime(ago(4), now)).toBe("4 min ago");
  expect(relativeTime(ago(3 * 60), now)).toBe("3 h ago");
  expect(relativeTime(ago(24 * 60), now)).toBe("1 day ago");
  expect(relativeTime(ago(6 * 24 * 60), now)).toBe("6 days ago");
  expect(relativeTime(new Date(2026, 4, 22).toISOString(), now)).toBe("May 22");
  expect(relativeTime(new Date(2024, 4, 22).toISOString(), now)).toBe("May 22, 2024");
});

test("a server's clock that is a little ahead is now, one far ahead is shown as it is", () => {
  expect(relativeTime(ago(-0.5), now)).toBe("just now");
  expect(plain(relativeTime(ago(-60), now))).toBe("07/03/2026, 4:00 PM");
});

test("what is no time is shown as it came", () => {
  expect(relativeTime("soon", now)).toBe("soon");
  expect(clockTime("soon", now)).toBe("soon");
  expect(exactTime("soon")).toBe("soon");
});

test("sizes have a unit one can picture", () => {
  expect(formatBytes(0)).toBe("0 bytes");
  expect(formatBytes(1_536)).toBe("1.5 KB");
  expect(formatBytes(18_400_000)).toBe("18 MB");
});

test("one is singular, thousands have a comma", () => {
  expect(countOf(1, "client", "clients")).toBe("1 client");
  expect(countOf(10_000, "client", "clients")).toBe("10,000 clients");
});

test("dates that a server sends in ISO form are read in the American one", () => {
  expect(inUsForm("2025-12-05")).toBe("12/05/2025");
  const time = new Date(2025, 11, 15, 14, 10).toISOString();
  expect(plain(inUsForm(time))).toBe("12/15/2025, 2:10 PM");
  expect(inUsForm("2025-12-05 or later")).toBe("2025-12-05 or later");
  expect(inUsForm("74105-3511")).toBe("74105-3511");
});

test("money has its commas, and cents where there are any", () => {
  expect(formatCents(125_000)).toBe("$1,250");
  expect(formatCents(3_120_450)).toBe("$31,204.50");
});

test("a month is told by its name", () => {
  expect(formatMonth("2026-03")).toBe("March 2026");
  expect(formatMonth("2025-12")).toBe("December 2025");
});

test("days are counted over the change of the clocks", () => {
  // March 8, 2026 is the day on which American clocks go forward.
  expect(daysBetween("2026-03-01", "2026-03-31")).toBe(30);
  expect(daysBetween("2026-02-14", "2026-03-14")).toBe(28);
});
