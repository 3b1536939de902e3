// A note that went out while it was being changed: the changed text becomes a draft.

import { useEffect } from "react";
import { useStore } from "../../shared/store";
import { tellFailed } from "../../shared/tell";
import { useOpenAccount } from "../frame/account";
import { putBack } from "../notes/drafts";
import { editKey, edits, endEdit } from "./inHand";
import { useWaiting } from "./useWaiting";

export function useLostEdits(): void {
  const account = useOpenAccount();
  const { data: waiting } = useWaiting();
  const all = useStore(edits);
  useEffect(() => {
    if (waiting == null) return;
    const there = new Set(waiting.operations.map(({ id }) => editKey(account.id, id)));
    for (const [key, { clientId, client, was, text }] of all) {
      if (there.has(key) || !key.startsWith(`${account.id} `)) continue;
      endEdit(account.id, Number(key.slice(account.id.length + 1)));
      if (text.trim() === was.trim()) continue;
      putBack(account.id, { clientId, client, text, problem: null });
      tellFailed(
        `The note about ${client} went out before it was changed.`,
        "The changed text is a draft on the client’s page.",
      );
    }
  }, [account.id, all, waiting]);
}
