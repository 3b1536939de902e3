// Saves a draft while it is being written: a moment after the last change, one saving under way
// at a time, and always the newest draft.

import type { LetterDraft } from "../../bindings/LetterDraft";
import type { LetterPage } from "../../bindings/LetterPage";

export const PAUSE_MS = 300;

export type Outcome =
  /** `newest` unless there have been changes since. */
  | { state: "written"; page: LetterPage; newest: boolean }
  /** The draft stays to be written by the next saving. */
  | { state: "failed"; draft: LetterDraft; error: Error };

export type Writer = {
  change: (draft: LetterDraft) => void;
  /** Saves what is not saved yet, now; false when it could not be saved. */
  settle: () => Promise<boolean>;
  /** Gives up what is not saved yet. */
  drop: () => void;
};

export function createWriter(
  write: (draft: LetterDraft) => Promise<LetterPage>,
  hear: (outcome: Outcome) => void,
): Writer {
  let unsaved: LetterDraft | null = null;
  let underWay: Promise<void> | null = null;
  let due = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function work(): Promise<void> {
    while (due && unsaved !== null) {
      const draft: LetterDraft = unsaved;
      due = false;
      unsaved = null;
      try {
        const page = await write(draft);
        hear({ state: "written", page, newest: unsaved === null });
      } catch (error) {
        unsaved ??= draft;
        due = false;
        hear({ state: "failed", draft: unsaved, error: error as Error });
      }
    }
  }

  function begin(): Promise<void> {
    clearTimeout(timer);
    due = true;
    underWay ??= work().finally(() => {
      underWay = null;
    });
    return underWay;
  }

  return {
    change(draft) {
      unsaved = draft;
      clearTimeout(timer);
      timer = setTimeout(() => void begin(), PAUSE_MS);
    },
    async settle() {
      await begin();
      return unsaved === null;
    },
    drop() {
      clearTimeout(timer);
      unsaved = null;
    },
  };
}
