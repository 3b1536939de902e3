import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen } from "../../backend";
import type { Kind } from "../../bindings/Kind";
import { keys, readAgain, TRAY_WRITE, WRITE } from "../../queries";
import { type Throttled, throttle } from "../../shared/throttle";

const RENEW_MS = 250;
const DROPPED: readonly Kind[] = ["documents", "tray"];

/**
 * Reads again what is on the screen when it changed, each kind at most four times a second.
 * What this window wrote itself is already on the screen, but for dropped files: those come
 * into the window without a word of the interface.
 */
export function useChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    const renew: Record<Kind, Throttled> = {
      clients: throttle(() => void readAgain(client, keys.clients), RENEW_MS),
      items: throttle(() => void readAgain(client, keys.items), RENEW_MS),
      reports: throttle(() => void readAgain(client, keys.reports), RENEW_MS),
      documents: throttle(() => void readAgain(client, keys.documents), RENEW_MS),
      tray: throttle(() => renewUnwritten(client, keys.tray, TRAY_WRITE), RENEW_MS),
      notes: throttle(() => renewUnwritten(client, keys.notes, WRITE), RENEW_MS),
      waiting: throttle(() => renewUnwritten(client, keys.waiting, WRITE), RENEW_MS),
    };
    const stop = listen("changed", ({ kinds, source }) => {
      for (const kind of kinds) {
        if (source !== "window" || DROPPED.includes(kind)) renew[kind]?.call();
      }
    });
    return () => {
      stop();
      for (const often of Object.values(renew)) often.stop();
    };
  }, [client]);
}

/** A write under way reads again when it ends; an answer from before that would be too old. */
function renewUnwritten(
  client: QueryClient,
  queryKey: readonly string[],
  mutationKey: readonly string[],
): void {
  if (client.isMutating({ mutationKey }) > 0) return;
  void readAgain(client, queryKey);
}
