import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen } from "../../backend";
import type { Changed } from "../../bindings/Changed";
import type { Kind } from "../../bindings/Kind";
import { keys, readAgain, TRAY_WRITE, WRITE } from "../../queries";
import { throttle } from "../../shared/throttle";

const RENEW_MS = 250;
const DROPPED: readonly Kind[] = ["documents", "tray"];

/**
 * Reads again what is on the screen when it changed, each kind at most four times a second, and
 * of the clients who are concerned: reading may ask the server too.
 * What this window wrote itself is already on the screen, but for dropped files: those come
 * into the window without a word of the interface.
 */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    const renew: Record<Kind, Gathered> = {
      clients: gather(() => void readAgain(client, keys.clients)),
      items: gather((ids) => void readAgain(client, keys.items, ids)),
      reports: gather((ids) => void readAgain(client, keys.reports, ids)),
      documents: gather((ids) => void readAgain(client, keys.documents, ids)),
      letters: gather((ids) => renewUnwritten(client, keys.letters, WRITE, ids)),
      catalog: gather(() => void readAgain(client, keys.catalog)),
      tray: gather(() => renewUnwritten(client, keys.tray, TRAY_WRITE)),
      notes: gather((ids) => renewUnwritten(client, keys.notes, WRITE, ids)),
      waiting: gather(() => renewUnwritten(client, keys.waiting, WRITE)),
    };
    const hear = ({ kinds, client_ids, source }: Changed) => {
      for (const kind of kinds) {
        if (source !== "window" || DROPPED.includes(kind)) renew[kind]?.call(client_ids);
      }
    };
    const stop = listen("changed", hear, () => {
      for (const kind of Object.values(renew)) kind.call([]);
    });
    return () => {
      stop();
      for (const often of Object.values(renew)) often.stop();
    };
  }, [client]);
}

type Gathered = { call: (clientIds: readonly number[]) => void; stop: () => void };

/** Gathers the clients who changed between two runs; no ids are all clients. */
function gather(run: (clientIds?: ReadonlySet<number>) => void): Gathered {
  let gathered: Set<number> | undefined = new Set();
  const often = throttle(() => {
    const ids = gathered;
    gathered = new Set();
    run(ids);
  }, RENEW_MS);
  return {
    call(clientIds) {
      if (clientIds.length === 0) gathered = undefined;
      for (const id of clientIds) gathered?.add(id);
      often.call();
    },
    stop: often.stop,
  };
}

/** A write under way reads again when it ends; an answer from before that would be too old. */
function renewUnwritten(
  client: QueryClient,
  queryKey: readonly string[],
  mutationKey: readonly string[],
  clientIds?: ReadonlySet<number>,
): void {
  if (client.isMutating({ mutationKey }) > 0) return;
  void readAgain(client, queryKey, clientIds);
}
