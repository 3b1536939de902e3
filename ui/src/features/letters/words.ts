// Letters in words, and in the order in which they are listed.

import type { LetterHow } from "../../bindings/LetterHow";
import type { LetterRow } from "../../bindings/LetterRow";
import type { RecipientKind } from "../../bindings/RecipientKind";

const HOW: Record<LetterHow, string> = {
  draft: "Draft",
  fax: "Fax",
  letter: "Letter",
  email: "E-mail",
  sms: "SMS",
  other: "Other",
};

export function howWord(how: LetterHow): string {
  return HOW[how];
}

const KINDS: Record<RecipientKind, string> = {
  bureau: "To a bureau",
  furnisher: "To a furnisher",
  collector: "To a collector",
};

/** Whom a template is for. */
export function kindWord(kind: RecipientKind | null): string {
  return kind === null ? "To anyone" : KINDS[kind];
}

/** What a letter is known by: our number, or the server's. */
export function keyOf({ id, correspondence_id }: LetterRow): string {
  return id === null ? `correspondence-${correspondence_id}` : `letter-${id}`;
}

/** Drafts first, then what waits, then what was sent; the newest of each first. */
export function inOrder(letters: readonly LetterRow[]): LetterRow[] {
  return [...letters].sort(
    (one, other) => place(one) - place(other) || (other.at ?? "").localeCompare(one.at ?? ""),
  );
}

function place({ how, mark }: LetterRow): number {
  if (how === "draft") return 0;
  return mark === "saved" ? 2 : 1;
}

/** The letters that have all of the words. */
export function wantedLetters(letters: readonly LetterRow[], words: string): LetterRow[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return letters.filter(({ title, to, how, status, by }) => {
    const text = [title, to, howWord(how), status ?? "", by].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
