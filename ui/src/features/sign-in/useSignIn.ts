import { useMutation, useQueryClient } from "@tanstack/react-query";
import { openAccount, signInMicrosoft, signInPortal, signInPractice } from "../../backend";
import type { Account } from "../../bindings/Account";
import { settleOpening } from "../../queries";
import { useBrowserSignIn } from "./useBrowserSignIn";

/** The four ways in; each opens the account it answers with. */
export function useSignIn() {
  const client = useQueryClient();
  const onSuccess = (account: Account) => settleOpening(client, { state: "open", account });
  return {
    practice: useMutation({ mutationFn: signInPractice, onSuccess }),
    again: useMutation({ mutationFn: openAccount, onSuccess }),
    portal: useMutation({ mutationFn: signInPortal, onSuccess }),
    microsoft: useBrowserSignIn(signInMicrosoft, onSuccess),
  };
}
