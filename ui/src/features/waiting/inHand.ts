// What the agent is doing with something that waits: changing its text, or being asked before
// it is settled. Texts are kept in memory only, like drafts.

import type { Decision } from "../../bindings/Decision";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { createStore, useStore } from "../../shared/store";

export type Edit = { clientId: number; client: string; was: string; text: string };

export type Asking = { id: number; decision: Extract<Decision, "send" | "was_sent"> };

/** Texts being changed, by account and number. */
export const edits = createStore<ReadonlyMap<string, Edit>>(new Map());

export const asking = createStore<Asking | null>(null);

export function editKey(accountId: string, id: number): string {
  return `${accountId} ${id}`;
}

export function useEdit(accountId: string, id: number | null): Edit | undefined {
  const all = useStore(edits);
  return id === null ? undefined : all.get(editKey(accountId, id));
}

export function beginEdit(accountId: string, operation: WaitingOperation): void {
  const { client_id: clientId, client, text } = operation;
  asking.set(null);
  if (edits.get().has(editKey(accountId, operation.id))) return;
  edits.set((all) =>
    new Map(all).set(editKey(accountId, operation.id), { clientId, client, was: text, text }),
  );
}

/** Takes up a change that was dropped. */
export function reopenEdit(accountId: string, id: number, edit: Edit): void {
  edits.set((all) => new Map(all).set(editKey(accountId, id), edit));
}

export function changeEdit(accountId: string, id: number, text: string): void {
  edits.set((all) => {
    const edit = all.get(editKey(accountId, id));
    return edit === undefined ? all : new Map(all).set(editKey(accountId, id), { ...edit, text });
  });
}

export function endEdit(accountId: string, id: number): void {
  edits.set((all) => {
    const next = new Map(all);
    next.delete(editKey(accountId, id));
    return next;
  });
}

/** Forgets the texts of an account. */
export function forgetEdits(accountId: string): void {
  asking.set(null);
  edits.set((all) => new Map([...all].filter(([key]) => !key.startsWith(`${accountId} `))));
}
