// Saving a note: it is on the screen at once, and back in the composer when it was not saved.

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { notesCreate } from "../../backend";
import type { NoteRow } from "../../bindings/NoteRow";
import { keys, settleWrites, WRITE } from "../../queries";
import { useOpenAccount } from "../frame/account";
import { putBack } from "./drafts";

export type NewNote = { clientId: number; client: string; text: string };

/** Numbers of notes that are on the screen and not yet on the disk: below zero. */
let unsaved = 0;

/** `lost` hears of a note that was not saved; its text is a draft again by then. */
export function useSaveNote(lost: (note: NewNote, sentence: string) => void) {
  const client = useQueryClient();
  const account = useOpenAccount();
  return useMutation({
    mutationKey: WRITE,
    mutationFn: ({ clientId, text }: NewNote) => notesCreate(clientId, text),
    onMutate: async ({ clientId, text }) => {
      unsaved -= 1;
      const note = newRow(unsaved, account.agent, text);
      await client.cancelQueries({ queryKey: keys.notesOf(clientId) });
      client.setQueryData<NoteRow[]>(keys.notesOf(clientId), (rows) => rows && [note, ...rows]);
      return note.operation;
    },
    onSuccess: (operation, { clientId }, shown) => {
      client.setQueryData<NoteRow[]>(keys.notesOf(clientId), (rows) =>
        rows?.map((row) => (row.operation === shown ? { ...row, operation } : row)),
      );
    },
    onError: (error, note, shown) => {
      client.setQueryData<NoteRow[]>(keys.notesOf(note.clientId), (rows) =>
        rows?.filter((row) => row.operation !== shown),
      );
      const problem = error.fields.note_text ?? error.message;
      putBack(account.id, { ...note, problem });
      lost(note, problem);
    },
    onSettled: () => settleWrites(client),
  });
}

function newRow(operation: number, author: string, text: string): NoteRow {
  return {
    id: null,
    operation,
    text: text.trim(),
    author,
    written_at: new Date().toISOString(),
    mark: "waiting",
    reason: null,
  };
}
