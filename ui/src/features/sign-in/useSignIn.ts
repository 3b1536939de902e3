import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  openAccount,
  signInMicrosoft,
  signInOffice,
  signInPortal,
  signInPractice,
} from "../../backend";
import type { Account } from "../../bindings/Account";
import { settleOpening } from "../../queries";
import { useBrowserSignIn } from "./useBrowserSignIn";

/** The five ways in; each opens the account it answers with. */
export function useSignIn() {
  const client = useQueryClient();
  const onSuccess = (account: Account) => settleOpening(client, { state: "open", account });
  return {
    practice: useMutation({ mutationFn: signInPractice, onSuccess }),
    again: useMutation({ mutationFn: openAccount, onSuccess }),
    // Forgotten with the form: the password is not kept for whoever asks what was sent.
    office: useMutation({ mutationFn: signInOffice, onSuccess, gcTime: 0 }),
    portal: useMutation({ mutationFn: signInPortal, onSuccess }),
    microsoft: useBrowserSignIn(signInMicrosoft, onSuccess),
  };
}
