// The two ways out of an account: switching keeps everything, signing out erases.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { closeAccount, opening, signOut } from "../../backend";
import type { Opening } from "../../bindings/Opening";
import { settleOpening } from "../../queries";
import { tellFailed } from "../../shared/tell";
import { forgetNewClient } from "../clients/newClient";
import { resetClientsView } from "../clients/view";
import { forgetUnsaved } from "../letters/unsaved";
import { forgetDrafts } from "../notes/drafts";
import { resetTray } from "../tray/state";
import { closeViewer } from "../viewer/viewing";
import { forgetEdits } from "../waiting/inHand";
import { withdrawUndo } from "../waiting/undo";
import { useOpenAccount } from "./account";

/** Forgets what the window holds of the account on the screen, and shows what is open next. */
function useSettleNext(): (next: Opening) => void {
  const client = useQueryClient();
  return (next) => {
    withdrawUndo();
    resetClientsView();
    resetTray();
    closeViewer();
    settleOpening(client, next);
  };
}

/** Back to the sign-in page. Drafts stay for when the account is opened again. */
export function useSwitchAccount(): () => void {
  const settle = useSettleNext();
  const leave = useMutation({
    mutationFn: async () => {
      await closeAccount();
      return opening();
    },
    onSuccess: settle,
    onError: (error) => tellFailed("The account was not closed.", error.message),
  });
  return () => leave.mutate();
}

export function useSignOut(done: () => void) {
  const account = useOpenAccount();
  const settle = useSettleNext();
  return useMutation({
    mutationFn: async () => {
      await signOut();
      return opening();
    },
    onSuccess: (next) => {
      done();
      forgetDrafts(account.id);
      forgetNewClient(account.id);
      forgetUnsaved(account.id);
      forgetEdits(account.id);
      settle(next);
    },
  });
}
