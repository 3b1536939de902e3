// Asking for the composer, and what is checked before a note is saved.

import { createStore } from "../../shared/store";

/** The client whose composer takes the focus as soon as it is on the screen. */
export const composerWanted = createStore<number | null>(null);

/** The longest note that a server takes, in characters. */
export const LONGEST_NOTE = 10_000;

const TELL_FROM = 9_000;

/** What is wrong with a text before it is saved, in a sentence. */
export function noteProblem(text: string): string | null {
  const length = [...text.trim()].length;
  if (length === 0) return "Write something first.";
  if (length <= LONGEST_NOTE) return null;
  const over = (length - LONGEST_NOTE).toLocaleString("en-US");
  return `A note has at most 10,000 characters. This one has ${over} too many.`;
}

/** How much of the longest note is used, told near its end only. */
export function lengthTold(text: string): string | null {
  const length = [...text.trim()].length;
  return length < TELL_FROM ? null : `${length.toLocaleString("en-US")} of 10,000 characters`;
}
