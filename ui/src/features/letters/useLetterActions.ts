// What becomes of a letter once it is written. Each action first saves what is not saved yet, so
// that what leaves is what is on the screen.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { BackendError, lettersPrint, lettersRemove, lettersSave, lettersSend } from "../../backend";
import type { SendHow } from "../../bindings/SendHow";
import { settleWrites, WRITE } from "../../queries";
import { tellDone, tellFailed } from "../../shared/tell";
import type { Session } from "./session";

export function useLetterActions(clientId: number, id: number, session: Session) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const going = useRef(false);

  /** By what the page on the screen is known; rejects unless it is saved and can go. */
  async function ready(): Promise<string> {
    if (!(await session.writer.settle())) {
      throw new BackendError("failed", "Its last changes could not be saved on this machine.");
    }
    const page = session.now()?.page;
    const refusal = page?.refusals[0];
    if (refusal !== undefined) throw new BackendError("invalid", refusal);
    return page?.fingerprint ?? "";
  }

  /** What did not go may have changed: the page is set anew. */
  function failed(what: string, error: Error): void {
    tellFailed(what, error.message);
    session.change({});
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
      return lettersSave(id, await ready());
    },
    onSuccess: (saved) => {
      if (saved) tellDone("The PDF was saved.");
    },
    onError: (error) => failed("No PDF was saved.", error),
  });
  const print = useMutation({
    mutationFn: async () => {
      return lettersPrint(id, await ready());
    },
    onError: (error) => failed("The letter was not opened to print.", error),
  });
  const send = useMutation({
    mutationKey: WRITE,
    mutationFn: async (how: SendHow) => {
      if (session.now()?.saved.state !== "saved") {
        await ready();
        throw new BackendError("invalid", "The page has just changed. Look at it, then send it.");
      }
      return lettersSend(id, how, await ready());
    },
    onSuccess: (_, how) => {
      tellDone(
        how === "fax"
          ? "The fax is saved here and goes out once."
          : "The letter is saved here and goes out once.",
      );
      leave(id);
    },
    onError: (error) => {
      going.current = false;
      failed("The letter was not sent.", error);
    },
    onSettled: () => settleWrites(client),
  });

  /** A second press before the first is answered means the same letter. */
  function sendOnce(how: SendHow): void {
    if (going.current) return;
    going.current = true;
    send.mutate(how);
  }
  const remove = useMutation({
    mutationKey: WRITE,
    mutationFn: async () => {
      // Nothing is saved of it any more, and nothing may be after it is gone.
      session.writer.drop();
      await session.writer.settle();
      return lettersRemove(id);
    },
    onSuccess: () => leave(),
    onError: (error) => failed("The letter was not removed.", error),
    onSettled: () => settleWrites(client),
  });

  return { save, print, send: { isPending: send.isPending, mutate: sendOnce }, remove, leave };
}

export type LetterActions = ReturnType<typeof useLetterActions>;
