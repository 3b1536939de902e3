import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { notesList } from "../../backend";
import type { NoteRow } from "../../bindings/NoteRow";
import { keys } from "../../queries";

/** The notes of a client: what waits first, then the server's, newest first. */
export function useNotes(clientId: number): UseQueryResult<NoteRow[]> {
  return useQuery({ queryKey: keys.notesOf(clientId), queryFn: () => notesList(clientId) });
}
