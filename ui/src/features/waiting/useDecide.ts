// Deciding about something that waits: what was decided is on the screen at once.

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { waitingDecide } from "../../backend";
import type { Decision } from "../../bindings/Decision";
import type { NoteRow } from "../../bindings/NoteRow";
import type { Waiting } from "../../bindings/Waiting";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { keys, settleWrites, WRITE } from "../../queries";
import { tellFailed } from "../../shared/tell";
import { noun } from "./words";

export type Decided = { operation: WaitingOperation; decision: Decision; text?: string };

function notDone({ operation, decision }: Decided): string {
  if (decision === "was_sent") return "Nothing was decided.";
  const done = decision === "send" ? "sent again" : "discarded";
  return `The ${noun(operation)} was not ${done}.`;
}

export function useDecide() {
  const client = useQueryClient();
  return useMutation({
    mutationKey: WRITE,
    mutationFn: ({ operation, decision, text }: Decided) =>
      waitingDecide(operation.id, decision, text ?? null),
    onMutate: async (decided) => {
      await client.cancelQueries({ queryKey: keys.waiting });
      await client.cancelQueries({ queryKey: keys.notes });
      // A changed text stays in its form until it is on the disk.
      if (decided.decision !== "edit") show(client, decided);
    },
    onSuccess: (_, decided) => {
      if (decided.decision === "edit") show(client, decided);
    },
    onError: (error, decided) => {
      if (decided.decision !== "edit") tellFailed(notDone(decided), error.message);
    },
    onSettled: () => settleWrites(client),
  });
}

function show(client: QueryClient, { operation, decision, text }: Decided): void {
  const gone = decision === "was_sent" || decision === "discard";
  const next = { text: text?.trim() ?? operation.text, mark: "waiting", reason: null } as const;

  function changed<Row>(rows: Row[], isIt: (row: Row) => boolean): Row[] {
    return gone
      ? rows.filter((row) => !isIt(row))
      : rows.map((row) => (isIt(row) ? { ...row, ...next } : row));
  }

  client.setQueryData<Waiting>(keys.waiting, (waiting) => {
    if (waiting == null) return waiting;
    const operations = changed(waiting.operations, ({ id }) => id === operation.id);
    return { ...waiting, operations };
  });
  client.setQueryData<NoteRow[]>(keys.notesOf(operation.client_id), (rows) =>
    rows == null ? rows : changed(rows, (row) => row.operation === operation.id),
  );
}
