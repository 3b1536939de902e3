import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { throttle } from "./throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first call runs at once, those that follow together once at the end of the span", () => {
  const run = vi.fn();
  const often = throttle(run, 250);
  often.call();
  often.call();
  often.call();
  expect(run).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(250);
  expect(run).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(2);
});

test("calls in every span run four times a second", () => {
  const run = vi.fn();
  const often = throttle(run, 250);
  for (let ms = 0; ms < 1_000; ms += 10) {
    often.call();
    vi.advanceTimersByTime(10);
  }
  expect(run.mock.calls.length).toBeLessThanOrEqual(5);
});

test("after it was stopped nothing runs", () => {
  const run = vi.fn();
  const often = throttle(run, 250);
  often.call();
  often.call();
  often.stop();
  vi.advanceTimersByTime(1_000);
  expect(run).toHaveBeenCalledTimes(1);
});
