// What waits, in words: for a single mark, and for all of it together.

import type { Mark } from "../../bindings/Mark";
import type { Waiting } from "../../bindings/Waiting";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { countOf, formatCount } from "../../shared/formats";

/** The word of a mark; `null` where there is nothing to say. */
export function markWord(mark: Mark): string | null {
  switch (mark) {
    case "saved":
      return null;
    case "waiting":
      return "Waiting";
    case "sending":
      return "Sending";
    case "checking":
      return "Checking";
    case "needs_you":
      return "Needs you";
    case "refused":
      return "Refused";
  }
}

/** Whether it stays where it is until the agent decides. */
export function needsAgent(mark: Mark): boolean {
  return mark === "needs_you" || mark === "refused";
}

/** The word in the title row; `null` when everything is sent. */
export function waitingWord({ operations, losses }: Waiting): string | null {
  if (losses.length > 0 || operations.some(({ mark }) => needsAgent(mark))) return "Needs you";
  return operations.length === 0 ? null : `${formatCount(operations.length)} waiting`;
}

/** What an operation is, within a sentence. */
export function noun({ what }: Pick<WaitingOperation, "what">): string {
  return what.toLowerCase();
}

export function isDocument({ what }: Pick<WaitingOperation, "what">): boolean {
  return what === "Document";
}

/** By whatever way it goes. */
export function isLetter({ what }: Pick<WaitingOperation, "what">): boolean {
  return what === "Letter" || what === "Fax";
}

/** “2 notes, 1 letter and 1 document” */
export function countOfWaiting(operations: readonly Pick<WaitingOperation, "what">[]): string {
  const documents = operations.filter(isDocument).length;
  const letters = operations.filter(isLetter).length;
  const notes = operations.length - documents - letters;
  const parts = [
    notes > 0 && countOf(notes, "note", "notes"),
    letters > 0 && countOf(letters, "letter", "letters"),
    documents > 0 && countOf(documents, "document", "documents"),
  ].filter((part) => part !== false);
  const last = parts.pop() ?? "";
  return parts.length === 0 ? last : `${parts.join(", ")} and ${last}`;
}

/** Where something that waits is listed on its client's page. */
export function addressOf(operation: Pick<WaitingOperation, "what">) {
  if (isDocument(operation)) return "/clients/$id/documents";
  return isLetter(operation) ? "/clients/$id/letters" : "/clients/$id/notes";
}

/** Said of a letter that may have gone out, wherever it is decided upon. */
export const NEVER_TWICE = "Redress never sends a letter twice by itself.";

export function firstLine(text: string): string {
  return text.trim().split("\n", 1)[0] ?? "";
}
