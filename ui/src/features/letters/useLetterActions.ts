// What becomes of a letter once it is written. Each action first saves what is not saved yet, so
// that what leaves is what is on the screen.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { BackendError, lettersPrint, lettersRemove, lettersSave, lettersSend } from "../../backend";
import type { SendHow } from "../../bindings/SendHow";
import { settleWrites, WRITE } from "../../queries";
import { tellDone, tellFailed } from "../../shared/tell";
import type { Session } from "./session";

export function useLetterActions(clientId: number, id: number, session: Session) {
  const client = useQueryClient();
  const navigate = useNavigate();

  /** Rejects unless the letter as it stands is saved and can go. */
  async function ready(): Promise<void> {
    if (!(await session.writer.settle())) {
      throw new BackendError("failed", "Its last changes could not be saved on this machine.");
    }
    const refusal = session.now()?.page.refusals[0];
    if (refusal !== undefined) throw new BackendError("invalid", refusal);
  }

  function leave(letter?: number): void {
    void navigate({
      to: "/clients/$id/letters",
      params: { id: clientId },
      search: letter === undefined ? {} : { letter },
    });
  }

  const save = useMutation({
    mutationFn: async () => {
      await ready();
      return lettersSave(id);
    },
    onSuccess: (saved) => {
      if (saved) tellDone("The PDF was saved.");
    },
    onError: (error) => tellFailed("No PDF was saved.", error.message),
  });
  const print = useMutation({
    mutationFn: async () => {
      await ready();
      return lettersPrint(id);
    },
    onError: (error) => tellFailed("The letter was not opened to print.", error.message),
  });
  const send = useMutation({
    mutationKey: WRITE,
    mutationFn: async (how: SendHow) => {
      await ready();
      return lettersSend(id, how);
    },
    onSuccess: () => leave(id),
    onError: (error) => tellFailed("The letter was not sent.", error.message),
    onSettled: () => settleWrites(client),
  });
  const remove = useMutation({
    mutationKey: WRITE,
    mutationFn: async () => {
      // Nothing is saved of it any more, and nothing may be after it is gone.
      session.writer.drop();
      await session.writer.settle();
      return lettersRemove(id);
    },
    onSuccess: () => leave(),
    onError: (error) => {
      tellFailed("The letter was not removed.", error.message);
      session.change({});
    },
    onSettled: () => settleWrites(client),
  });

  return { save, print, send, remove, leave };
}

export type LetterActions = ReturnType<typeof useLetterActions>;
