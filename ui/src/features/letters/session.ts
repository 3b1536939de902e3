// A letter while it is open for writing: the draft, how far it is saved, and its page. It
// outlives the composer by the saving that is under way.

import { documentsClose, lettersWrite } from "../../backend";
import type { LetterDraft } from "../../bindings/LetterDraft";
import type { LetterOpened } from "../../bindings/LetterOpened";
import type { LetterPage } from "../../bindings/LetterPage";
import type { Viewing } from "../../bindings/Viewing";
import { createWriter, type Outcome, type Writer } from "./writing";

export type Saved = { state: "saved" } | { state: "unsaved" } | { state: "failed"; why: string };

export type OpenLetter = {
  draft: LetterDraft;
  /** Of the draft as it was last saved. */
  page: LetterPage;
  /** The newest page that could be set. */
  viewing: Viewing | null;
  saved: Saved;
};

export type Session = {
  begin: (opened: LetterOpened, unsaved: LetterDraft | undefined) => void;
  change: (changes: Partial<LetterDraft>) => void;
  /** The letter by now: keys may come faster than the composer is drawn. */
  now: () => OpenLetter | null;
  writer: Writer;
  /** Saves what is not saved yet, and closes the page. */
  leave: () => void;
};

type Heard = {
  shows: (letter: OpenLetter) => void;
  written: () => void;
  /** A draft that could not be saved after the composer was left. */
  lost: (draft: LetterDraft, why: string) => void;
};

export function startSession({ shows, written, lost }: Heard): Session {
  let letter: OpenLetter | null = null;
  let left = false;

  function show(next: OpenLetter): void {
    letter = next;
    if (!left) shows(next);
  }

  function hear(outcome: Outcome): void {
    if (letter === null) return;
    if (outcome.state === "failed") {
      if (left) lost(outcome.draft, outcome.error.message);
      show({ ...letter, saved: { state: "failed", why: outcome.error.message } });
      return;
    }
    const { page, newest } = outcome;
    const viewing = letter.viewing;
    // The page before stays in sight where no newer one could be set.
    if (page.viewing !== null && viewing !== null) close(viewing);
    if (left && page.viewing !== null) close(page.viewing);
    show({
      ...letter,
      page,
      viewing: page.viewing ?? viewing,
      saved: { state: newest ? "saved" : "unsaved" },
    });
    written();
  }

  const writer = createWriter(lettersWrite, hear);

  function change(changes: Partial<LetterDraft>): void {
    if (letter === null) return;
    const draft = { ...letter.draft, ...changes };
    show({ ...letter, draft, saved: { state: "unsaved" } });
    writer.change(draft);
  }

  return {
    begin({ draft, page }, unsaved) {
      if (left) {
        if (page.viewing !== null) close(page.viewing);
        return;
      }
      show({ draft, page, viewing: page.viewing, saved: { state: "saved" } });
      if (unsaved !== undefined) change(unsaved);
    },
    change,
    now: () => letter,
    writer,
    leave() {
      left = true;
      void writer.settle();
      if (letter?.viewing != null) close(letter.viewing);
      if (letter !== null) letter = { ...letter, viewing: null };
    },
  };
}

/** One that is not closed dies by itself after a while. */
function close({ token }: Viewing): void {
  documentsClose(token).catch(() => undefined);
}
