import { useMutation, useQueryClient } from "@tanstack/react-query";
import { openAccount, signInPortal, signInPractice } from "../../backend";
import type { Account } from "../../bindings/Account";
import { settleOpening } from "../../queries";

/** The three ways in; each opens the account it answers with. */
export function useSignIn() {
  const client = useQueryClient();
  const onSuccess = (account: Account) => settleOpening(client, { state: "open", account });
  return {
    practice: useMutation({ mutationFn: signInPractice, onSuccess }),
    again: useMutation({ mutationFn: openAccount, onSuccess }),
    portal: useMutation({ mutationFn: signInPortal, onSuccess }),
  };
}
