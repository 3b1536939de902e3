// What is written and not saved yet. It is kept in memory only: on the disk it would be plain
// text about a client.

import { createStore, useStore } from "../../shared/store";

export type Draft = { clientId: number; client: string; text: string; problem: string | null };

export const NO_DRAFT = { text: "", problem: null };

const drafts = createStore<ReadonlyMap<string, Draft>>(new Map());

function keyOf(accountId: string, clientId: number): string {
  return `${accountId} ${clientId}`;
}

export function useDraft(accountId: string, clientId: number): Pick<Draft, "text" | "problem"> {
  return useStore(drafts).get(keyOf(accountId, clientId)) ?? NO_DRAFT;
}

/** The drafts of an account that hold something. */
export function useDrafts(accountId: string): Draft[] {
  return [...useStore(drafts)]
    .filter(([key]) => key.startsWith(`${accountId} `))
    .map(([, draft]) => draft);
}

export function keepDraft(accountId: string, draft: Draft): void {
  drafts.set((kept) => {
    const next = new Map(kept);
    if (draft.text === "") next.delete(keyOf(accountId, draft.clientId));
    else next.set(keyOf(accountId, draft.clientId), draft);
    return next;
  });
}

/** Puts a text back before whatever has been written since. */
export function putBack(accountId: string, draft: Draft): void {
  const since = drafts.get().get(keyOf(accountId, draft.clientId))?.text ?? "";
  const text = since === "" ? draft.text : `${draft.text}\n\n${since}`;
  keepDraft(accountId, { ...draft, text });
}

/** Forgets the drafts of an account. */
export function forgetDrafts(accountId: string): void {
  drafts.set((kept) => new Map([...kept].filter(([key]) => !key.startsWith(`${accountId} `))));
}
