import { QueryClientProvider } from "@tanstack/react-query";
import { act, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Waiting } from "../../bindings/Waiting";
import { createQueryClient, keys } from "../../queries";
import { waitingNote } from "../../test/notes";
import { useWaitingWord } from "./useWaitingWord";

const client = createQueryClient();
const noon = new Date("2026-07-03T12:04:00Z").getTime();

beforeEach(() => {
  vi.useFakeTimers({ now: noon });
  client.clear();
});
afterEach(() => void vi.useRealTimers());

function Word() {
  return <output>{useWaitingWord() ?? "nothing"}</output>;
}

function shown(waiting: Partial<Waiting>): void {
  put(waiting);
  render(
    <QueryClientProvider client={client}>
      <Word />
    </QueryClientProvider>,
  );
}

function put(waiting: Partial<Waiting>): void {
  act(() => {
    client.setQueryData<Waiting>(keys.waiting, {
      operations: [],
      in_tray: 0,
      drafts: 0,
      losses: [],
      ...waiting,
    });
    vi.advanceTimersByTime(0);
  });
}

function later(ms: number): void {
  act(() => vi.advanceTimersByTime(ms));
}

function word(): string {
  return screen.getByRole("status").textContent ?? "";
}

function written(id: number, msAgo: number) {
  return waitingNote(id, "Called.", { since: new Date(Date.now() - msAgo).toISOString() });
}

test("a note that goes out at once makes no word", () => {
  shown({ operations: [written(1, 0)] });
  later(2_000);
  expect(word()).toBe("nothing");
  put({});
  later(10_000);
  expect(word()).toBe("nothing");
});

test("a note that has waited two and a half seconds makes one", () => {
  shown({ operations: [written(1, 0)] });
  later(2_499);
  expect(word()).toBe("nothing");
  later(1);
  expect(word()).toBe("1 waiting");
});

test("one that has waited before the window was opened is told at once", () => {
  shown({ operations: [written(1, 60_000)] });
  later(0);
  expect(word()).toBe("1 waiting");
});

test("many quick notes one after the other make no word", () => {
  shown({ operations: [written(1, 0)] });
  for (let id = 2; id < 8; id += 1) {
    later(1_000);
    put({ operations: [written(id, 0)] });
  }
  expect(word()).toBe("nothing");
});

test("with one that waits for long, the others are counted at once", () => {
  const old = written(1, 60_000);
  shown({ operations: [old] });
  later(0);
  put({ operations: [old, written(2, 0)] });
  expect(word()).toBe("2 waiting");
});

test("a failed attempt, a note that needs the agent and a loss are told at once", () => {
  const reason = "The server cannot be reached; it is sent as soon as it can.";
  shown({ operations: [{ ...written(1, 0), reason }] });
  expect(word()).toBe("1 waiting");
  put({ operations: [{ ...written(1, 0), mark: "refused" }] });
  expect(word()).toBe("Needs you");
  put({ losses: [{ found_at: "2026-07-03T12:04:00Z", steps: 3 }] });
  expect(word()).toBe("Needs you");
});

test("a clock that was set back does not hide what waits", () => {
  shown({ operations: [written(1, -3_600_000)] });
  later(2_500);
  expect(word()).toBe("1 waiting");
});
