import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen, syncCancel, syncNow, syncStatus } from "../../backend";
import type { SyncStatus } from "../../bindings/SyncStatus";
import { keys, readAgain } from "../../queries";
import { tellFailed } from "../../shared/tell";

/** Where the sync stands; `undefined` until the first answer. */
export function useSyncStatus(): SyncStatus | undefined {
  return useQuery({ queryKey: keys.syncStatus, queryFn: syncStatus }).data;
}

/** Hears each step of the sync; used once, in the frame. */
export function useSyncEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    const hear = (status: SyncStatus) => {
      // An answer asked for before this event would be older than the event.
      void client.cancelQueries({ queryKey: keys.syncStatus });
      client.setQueryData<SyncStatus>(keys.syncStatus, status);
      if (status.state !== "running") {
        void client.invalidateQueries({ queryKey: keys.onThisMachine });
      }
    };
    return listen("sync", hear, () => void readAgain(client, keys.syncStatus));
  }, [client]);
}

export type SyncActions = { start: () => void; cancel: () => void; busy: boolean };

export function useSyncActions(): SyncActions {
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: keys.syncStatus });
  const start = useMutation({
    mutationFn: syncNow,
    onSettled: renew,
    onError: (error) => tellFailed("The sync did not start.", error.message),
  });
  const cancel = useMutation({
    mutationFn: syncCancel,
    onSettled: renew,
    onError: (error) => tellFailed("The sync was not stopped.", error.message),
  });
  return {
    start: () => start.mutate(),
    cancel: () => cancel.mutate(),
    busy: start.isPending || cancel.isPending,
  };
}
