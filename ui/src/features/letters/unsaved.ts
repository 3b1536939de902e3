// Drafts that could not be saved when their composer was left. They are kept in memory only: on
// the disk they would be plain text about a client.

import type { LetterDraft } from "../../bindings/LetterDraft";

const kept = new Map<string, LetterDraft>();

function keyOf(accountId: string, id: number): string {
  return `${accountId} ${id}`;
}

export function keepUnsaved(accountId: string, draft: LetterDraft): void {
  kept.set(keyOf(accountId, draft.id), draft);
}

/** The draft as it was left, once. */
export function takeUnsaved(accountId: string, id: number): LetterDraft | undefined {
  const draft = kept.get(keyOf(accountId, id));
  kept.delete(keyOf(accountId, id));
  return draft;
}

/** Forgets the drafts of an account, or of all. */
export function forgetUnsaved(accountId: string | null = null): void {
  for (const key of kept.keys()) {
    if (accountId === null || key.startsWith(`${accountId} `)) kept.delete(key);
  }
}
