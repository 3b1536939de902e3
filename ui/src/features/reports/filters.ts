// Which accounts of a report the list shows.

import type { ReportAccount } from "../../bindings/ReportAccount";
import { createStore } from "../../shared/store";

export type Only = "negative" | "differing" | "changed" | "gone";

export const ONLY: readonly { id: Only; label: string; has: (one: ReportAccount) => boolean }[] = [
  { id: "negative", label: "Negative", has: ({ negative, gone }) => negative && !gone },
  { id: "differing", label: "Differing", has: ({ differing }) => differing > 0 },
  {
    id: "changed",
    label: "Changed",
    has: ({ changes }) => changes.some((change) => change !== null),
  },
  { id: "gone", label: "Gone", has: ({ gone }) => gone },
];

/** Kept from client to client: an agent who looks at what is negative goes on doing so. */
export const shownOnly = createStore<ReadonlySet<Only>>(new Set());

export function toggleOnly(only: Only): void {
  shownOnly.set((now) => {
    const next = new Set(now);
    if (!next.delete(only)) next.add(only);
    return next;
  });
}

/** The accounts that have all of the words and are of all the chosen kinds. */
export function filtered(
  accounts: readonly ReportAccount[],
  words: string,
  only: ReadonlySet<Only>,
): ReportAccount[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  const kinds = ONLY.filter(({ id }) => only.has(id));
  return accounts.filter((account) => {
    const { name, kind, number, status } = account;
    const text = [name, kind, number ?? "", status].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word)) && kinds.every(({ has }) => has(account));
  });
}
