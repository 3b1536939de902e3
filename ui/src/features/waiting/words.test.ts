import { expect, test } from "vitest";
import { waitingNote } from "../../test/notes";
import { countOfWaiting, firstLine, waitingWord } from "./words";

const one = waitingNote(1, "One.");
const two = waitingNote(2, "Two.", { mark: "checking" });

test("when everything is sent there is no word", () => {
  expect(waitingWord({ operations: [], in_tray: 0, drafts: 0, losses: [] })).toBeNull();
});

test("the word counts what waits, sending and checking included", () => {
  expect(waitingWord({ operations: [one, two], in_tray: 0, drafts: 0, losses: [] })).toBe(
    "2 waiting",
  );
});

test("what only the agent can settle is the word before any count", () => {
  for (const mark of ["needs_you", "refused"] as const) {
    const third = waitingNote(3, "Three.", { mark });
    expect(waitingWord({ operations: [one, third], in_tray: 0, drafts: 0, losses: [] })).toBe(
      "Needs you",
    );
  }
});

test("a loss nobody has read about needs the agent, though nothing waits", () => {
  const losses = [{ found_at: "2026-07-03T12:04:00Z", steps: 3 }];
  expect(waitingWord({ operations: [], in_tray: 0, drafts: 0, losses })).toBe("Needs you");
});

test("what waits is counted by what it is", () => {
  const letter = waitingNote(3, "Bureau dispute to Equifax", { what: "Letter" });
  const fax = waitingNote(5, "Bureau dispute to Equifax", { what: "Fax" });
  const document = waitingNote(4, "Licence", { what: "Document" });
  expect(countOfWaiting([one])).toBe("1 note");
  expect(countOfWaiting([one, two, document])).toBe("2 notes and 1 document");
  expect(countOfWaiting([one, letter, fax, document])).toBe("1 note, 2 letters and 1 document");
});

test("of a text the first line is shown", () => {
  expect(firstLine("\nCalled.\nNo answer.")).toBe("Called.");
});
