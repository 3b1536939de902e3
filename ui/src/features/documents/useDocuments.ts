import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { type DocumentNumbers, documentsList, documentsThumbnail } from "../../backend";
import type { DocumentsOfClient } from "../../bindings/DocumentsOfClient";
import { keys } from "../../queries";

/** The documents of a client: what waits first, then the server's, newest first. */
export function useDocuments(clientId: number): UseQueryResult<DocumentsOfClient> {
  return useQuery({ queryKey: keys.documentsOf(clientId), queryFn: () => documentsList(clientId) });
}

/** A small picture of a document; `null` where there is none, or none yet. */
export function useThumbnail(numbers: DocumentNumbers, drawn: boolean): string | null {
  const { attachmentId, drop } = numbers;
  const { data } = useQuery({
    queryKey: keys.thumbnail(attachmentId, drop),
    queryFn: () => documentsThumbnail({ attachmentId, drop }),
    enabled: drawn,
    // What could not be drawn without a network perhaps can be later.
    staleTime: ({ state }) => (state.data === null ? 0 : Number.POSITIVE_INFINITY),
  });
  return data ?? null;
}
