// Discarding needs no question, because it can be taken back: the same text is saved anew.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notesCreate } from "../../backend";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { settleWrites, WRITE } from "../../queries";
import { tellDone, tellFailed } from "../../shared/tell";
import { useOpenAccount } from "../frame/account";
import { putBack } from "../notes/drafts";
import { endEdit } from "./inHand";
import { offerUndo } from "./undo";
import { useDecide } from "./useDecide";
import { isDocument, isLetter } from "./words";

export function useDiscard(): (operation: WaitingOperation) => void {
  const account = useOpenAccount();
  const decide = useDecide();
  const restore = useRestore();
  return (operation) => {
    decide
      .mutateAsync({ operation, decision: "discard" })
      .then(() => {
        endEdit(account.id, operation.id);
        if (isDocument(operation)) {
          tellDone(`“${operation.text}” is in the tray again.`);
          return;
        }
        if (isLetter(operation)) {
          tellDone("The letter is a draft again.");
          return;
        }
        offerUndo({
          message: `Note about ${operation.client} discarded.`,
          run: () => restore.mutate(operation),
        });
      })
      .catch(() => undefined);
  };
}

function useRestore() {
  const client = useQueryClient();
  const account = useOpenAccount();
  return useMutation({
    mutationKey: WRITE,
    mutationFn: ({ client_id, text }: WaitingOperation) => notesCreate(client_id, text),
    onError: (error, { client_id, client: name, text }) => {
      putBack(account.id, { clientId: client_id, client: name, text, problem: null });
      tellFailed(
        `The note about ${name} was not brought back.`,
        `${error.message} Its text is a draft on the client’s page.`,
      );
    },
    onSettled: () => settleWrites(client),
  });
}
