// The cache of answers: what is asked under which name, and what an error does to the rest.

import { QueryCache, QueryClient } from "@tanstack/react-query";
import type { BackendError } from "./backend";
import type { Opening } from "./bindings/Opening";

declare module "@tanstack/react-query" {
  interface Register {
    defaultError: BackendError;
  }
}

export const keys = {
  opening: ["opening"],
  officeState: ["office-state"],
  syncStatus: ["sync-status"],
  onThisMachine: ["on-this-machine"],
  clients: ["clients"],
  clientsList: ["clients", "list"],
  client: (id: number) => ["clients", "file", id],
  reports: ["reports"],
  reportsOf: (clientId: number) => ["reports", clientId, "list"],
  reportOf: (clientId: number, asOf: string) => ["reports", clientId, "view", asOf],
  items: ["items"],
  itemsOf: (clientId: number) => ["items", clientId],
  documents: ["documents"],
  documentsOf: (clientId: number) => ["documents", clientId],
  thumbnail: (attachmentId: number | null, drop: number | null) => [
    "thumbnails",
    attachmentId,
    drop,
  ],
  letters: ["letters"],
  lettersOf: (clientId: number) => ["letters", clientId],
  catalog: ["catalog"],
  letterChoices: (clientId: number) => ["catalog", clientId],
  firm: ["firm"],
  tray: ["tray"],
  notes: ["notes"],
  notesOf: (clientId: number) => ["notes", clientId],
  waiting: ["waiting"],
} as const;

/** The mutation key of everything the agent writes; each ends with `settleWrites`. */
export const WRITE = ["write"];

/** The mutation key of what the agent does to files of the tray; each ends with `settleTray`. */
export const TRAY_WRITE = ["tray-write"];

export function createQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        const closed = error.code === "vault_locked" || error.code === "signed_out";
        if (closed && query.queryKey[0] !== keys.opening[0]) {
          void client.invalidateQueries({ queryKey: keys.opening });
        }
      },
    }),
    defaultOptions: {
      // Answers come from this machine: a missing network neither pauses nor repeats them,
      // and they are renewed when an event says that something changed.
      queries: {
        networkMode: "always",
        retry: false,
        staleTime: Number.POSITIVE_INFINITY,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: "always", retry: false },
    },
  });
  return client;
}

/**
 * Reads again what has changed, of some clients or of all. A first reading under way is not begun
 * anew by that and may have been answered before the change, so what it reads is read once more.
 */
export async function readAgain(
  client: QueryClient,
  queryKey: readonly string[],
  clientIds?: ReadonlySet<number>,
): Promise<void> {
  const predicate = ({ queryKey: [, id] }: { queryKey: readonly unknown[] }) =>
    clientIds === undefined || (typeof id === "number" && clientIds.has(id));
  const first = client.getQueryCache().findAll({
    queryKey,
    fetchStatus: "fetching",
    predicate: (query) => query.state.data === undefined && predicate(query),
  });
  const again = client.invalidateQueries({ queryKey, predicate });
  if (first.length === 0) return again;
  await Promise.allSettled(first.map(({ promise }) => promise));
  await client.invalidateQueries({ queryKey, predicate });
}

/**
 * Reads again what a write has touched, after the last of the writes under way: an answer from
 * between two of them would take back on the screen what the later one did.
 */
export function settleWrites(client: QueryClient): void {
  if (client.isMutating({ mutationKey: WRITE }) > 1) return;
  void readAgain(client, keys.notes);
  void readAgain(client, keys.letters);
  void readAgain(client, keys.waiting);
}

/** The same of what the agent does to files of the tray; what became of them is heard. */
export function settleTray(client: QueryClient): void {
  if (client.isMutating({ mutationKey: TRAY_WRITE }) > 1) return;
  void readAgain(client, keys.tray);
}

/** Puts a new opening in force; what was read for another account is forgotten first. */
export function settleOpening(client: QueryClient, next: Opening): void {
  const before = client.getQueryData<Opening>(keys.opening);
  void client.cancelQueries({ queryKey: keys.opening });
  if (accountOf(before) !== accountOf(next)) {
    client.removeQueries({ predicate: (query) => query.queryKey[0] !== keys.opening[0] });
  }
  client.setQueryData<Opening>(keys.opening, next);
}

function accountOf(opening: Opening | undefined): string | null {
  return opening?.state === "open" ? opening.account.id : null;
}
