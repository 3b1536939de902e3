import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type BackendError, lettersOpen, toBackendError } from "../../backend";
import { keys, readAgain } from "../../queries";
import { tellFailed } from "../../shared/tell";
import { useOpenAccount } from "../frame/account";
import { type OpenLetter, type Session, startSession } from "./session";
import { keepUnsaved, takeUnsaved } from "./unsaved";

export type ReadLetter =
  | { state: "opening" }
  | { state: "open"; letter: OpenLetter; session: Session }
  | { state: "failed"; error: BackendError };

/** Opens a letter for writing, and saves and closes it with the part that shows it. */
export function useLetter(id: number): ReadLetter & { again: () => void } {
  const client = useQueryClient();
  const { id: accountId } = useOpenAccount();
  const [read, setRead] = useState<ReadLetter>({ state: "opening" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it anew
  useEffect(() => {
    let left = false;
    const session = startSession({
      shows: (letter) => setRead({ state: "open", letter, session }),
      written: () => void readAgain(client, keys.letters),
      lost: (draft, why) => {
        keepUnsaved(accountId, draft);
        tellFailed(
          `The letter “${draft.template}” was not saved.`,
          `${why} Open it again to go on; its text is kept until Redress is closed.`,
        );
      },
    });
    setRead({ state: "opening" });
    lettersOpen(id).then(
      (opened) => session.begin(opened, left ? undefined : takeUnsaved(accountId, id)),
      (thrown) => {
        if (!left) setRead({ state: "failed", error: toBackendError(thrown) });
      },
    );
    return () => {
      left = true;
      session.leave();
    };
  }, [client, accountId, id, attempt]);
  return { ...read, again: () => setAttempt((before) => before + 1) };
}
