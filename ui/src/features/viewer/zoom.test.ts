import { expect, test } from "vitest";
import { fitImage, fitPage, turned, turnedSize, zoomStep } from "./zoom";

test("zoom goes by steps, from between two of them as well, and stays at the ends", () => {
  expect(zoomStep(1, 1)).toBe(1.25);
  expect(zoomStep(0.72, 1)).toBe(0.8);
  expect(zoomStep(0.72, -1)).toBe(0.67);
  expect(zoomStep(0.667, -1)).toBe(0.5);
  expect(zoomStep(4, 1)).toBe(4);
  expect(zoomStep(0.1, -1)).toBe(0.1);
});

test("four turns lead back, and a quarter swaps the sides", () => {
  expect(turned(turned(turned(turned(0))))).toBe(0);
  expect(turnedSize({ width: 3, height: 2 }, 90)).toEqual({ width: 2, height: 3 });
  expect(turnedSize({ width: 3, height: 2 }, 180)).toEqual({ width: 3, height: 2 });
});

test("an image is seen whole and never enlarged, a page takes the width", () => {
  const room = { width: 1000, height: 500 };
  expect(fitImage({ width: 2000, height: 2000 }, room)).toBe(0.25);
  expect(fitImage({ width: 100, height: 100 }, room)).toBe(1);
  expect(fitPage({ width: 2000, height: 4000 }, room)).toBe(0.5);
  expect(fitPage({ width: 816, height: 1056 }, { width: 1600, height: 700 })).toBe(1.25);
});
