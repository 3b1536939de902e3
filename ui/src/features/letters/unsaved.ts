// Drafts that could not be saved when their composer was left. They are kept in memory only: on
// the disk they would be plain text about a client.

import type { LetterDraft } from "../../bindings/LetterDraft";
import { createStore } from "../../shared/store";

const unsaved = createStore<ReadonlyMap<string, LetterDraft>>(new Map());

function keyOf(accountId: string, id: number): string {
  return `${accountId} ${id}`;
}

export function keepUnsaved(accountId: string, draft: LetterDraft): void {
  unsaved.set((kept) => new Map(kept).set(keyOf(accountId, draft.id), draft));
}

/** The draft as it was left, once. */
export function takeUnsaved(accountId: string, id: number): LetterDraft | undefined {
  const key = keyOf(accountId, id);
  const draft = unsaved.get().get(key);
  unsaved.set((kept) => new Map([...kept].filter(([other]) => other !== key)));
  return draft;
}

/** Forgets the drafts of an account. */
export function forgetUnsaved(accountId: string): void {
  unsaved.set((kept) => new Map([...kept].filter(([key]) => !key.startsWith(`${accountId} `))));
}
