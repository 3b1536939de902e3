// The clients that a few words find.

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { clientsList } from "../../backend";
import type { ClientRow } from "../../bindings/ClientRow";
import { keys } from "../../queries";
import { clientName } from "./columns";

const FOUND_CLIENTS = 8;

/** `arrived` once the clients are those of these words, and not what is left of earlier ones. */
export function useFoundClients(words: string): { clients: ClientRow[]; arrived: boolean } {
  const { data, isPending, isPlaceholderData } = useQuery({
    queryKey: [...keys.clients, "find", words],
    queryFn: () =>
      clientsList({
        search: words,
        sort: "name",
        direction: "asc",
        offset: 0,
        limit: FOUND_CLIENTS,
      }),
    enabled: words !== "",
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const rows = words === "" ? [] : (data?.rows ?? []);
  if (isPending || !isPlaceholderData) return { clients: rows, arrived: !isPending };
  return { clients: rows.filter((row) => stillFound(row, words)), arrived: false };
}

/** Whether a client found for earlier words is found for these too: every word begins one of its own. */
export function stillFound(row: ClientRow, words: string): boolean {
  const own = splitWords([clientName(row), row.email, row.place, row.phone, row.id].join(" "));
  return splitWords(words).every((word) => own.some((other) => other.startsWith(word)));
}

function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
