import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LetterDraft } from "../../bindings/LetterDraft";
import type { LetterPage } from "../../bindings/LetterPage";
import { letterDraft, letterPage } from "../../test/letters";
import { createWriter, type Outcome, PAUSE_MS } from "./writing";

type Asked = { body: string; answer: (page: LetterPage) => void; fail: (error: Error) => void };

let asked: Asked[];
let heard: Outcome[];

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  heard = [];
});
afterEach(() => void vi.useRealTimers());

function writer() {
  const write = (draft: LetterDraft) =>
    new Promise<LetterPage>((answer, fail) => {
      asked.push({ body: draft.body, answer, fail });
    });
  return createWriter(write, (outcome) => heard.push(outcome));
}

function written(body: string): LetterDraft {
  return letterDraft({ body });
}

async function pause(): Promise<void> {
  await vi.advanceTimersByTimeAsync(PAUSE_MS);
}

function bodies(): string[] {
  return asked.map(({ body }) => body);
}

test("a draft is saved a moment after the last change, once", async () => {
  const { change } = writer();
  change(written("a"));
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  change(written("ab"));
  await vi.advanceTimersByTimeAsync(PAUSE_MS - 1);
  expect(bodies()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(bodies()).toEqual(["ab"]);
});

test("one saving is under way at a time, and the newest draft is the next", async () => {
  const { change } = writer();
  change(written("a"));
  await pause();
  change(written("ab"));
  await pause();
  change(written("abc"));
  await pause();
  expect(bodies()).toEqual(["a"]);
  asked[0]?.answer(letterPage("first"));
  await pause();
  expect(bodies()).toEqual(["a", "abc"]);
  expect(heard).toEqual([{ state: "written", page: letterPage("first"), newest: false }]);
  asked[1]?.answer(letterPage("second"));
  await pause();
  expect(heard[1]).toEqual({ state: "written", page: letterPage("second"), newest: true });
});

test("settling saves at once, and waits for what was changed meanwhile", async () => {
  const { change, settle } = writer();
  change(written("a"));
  await pause();
  change(written("ab"));
  const settled = settle();
  asked[0]?.answer(letterPage("first"));
  await vi.advanceTimersByTimeAsync(0);
  expect(bodies()).toEqual(["a", "ab"]);
  asked[1]?.answer(letterPage("second"));
  expect(await settled).toBe(true);
});

test("what could not be saved stays to be saved, in its newest form", async () => {
  const { change, settle } = writer();
  change(written("a"));
  await pause();
  change(written("ab"));
  asked[0]?.fail(new Error("The disk is full."));
  await vi.advanceTimersByTimeAsync(0);
  expect(heard[0]).toMatchObject({ state: "failed", draft: { body: "ab" } });
  const settled = settle();
  asked[1]?.answer(letterPage("second"));
  expect(await settled).toBe(true);
  expect(bodies()).toEqual(["a", "ab"]);
});

test("settling says when the letter could not be saved", async () => {
  const { change, settle } = writer();
  change(written("a"));
  const settled = settle();
  asked[0]?.fail(new Error("The disk is full."));
  expect(await settled).toBe(false);
});

test("what is dropped is not saved any more", async () => {
  const { change, drop, settle } = writer();
  change(written("a"));
  drop();
  await pause();
  expect(await settle()).toBe(true);
  expect(bodies()).toEqual([]);
});
