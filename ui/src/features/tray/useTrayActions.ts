// What the agent does to files of the tray: on the screen at once, and read again at the end.

import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { trayAgain, trayChange, trayRemove, traySend } from "../../backend";
import type { TrayChange } from "../../bindings/TrayChange";
import type { TrayFile } from "../../bindings/TrayFile";
import { keys, settleTray, TRAY_WRITE } from "../../queries";
import { tellFailed } from "../../shared/tell";

/** A change, with the name of the client where that is what changes. */
export type Change = { ids: number[]; change: TrayChange; client?: string };

type Write<Wanted> = {
  run: (wanted: Wanted) => Promise<unknown>;
  show: (files: TrayFile[], wanted: Wanted) => TrayFile[];
  failed: string;
};

function useWrite<Wanted>({ run, show, failed }: Write<Wanted>): (wanted: Wanted) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationKey: TRAY_WRITE,
    // One after the other: a caption is changed before its file is sent.
    scope: { id: "tray" },
    mutationFn: run,
    onMutate: async (wanted) => {
      await client.cancelQueries({ queryKey: keys.tray });
      showNow(client, (files) => show(files, wanted));
    },
    onError: (error) => tellFailed(failed, error.message),
    onSettled: () => settleTray(client),
  });
  return mutate;
}

function showNow(client: QueryClient, change: (files: TrayFile[]) => TrayFile[]): void {
  client.setQueryData<TrayFile[]>(keys.tray, (files) => files && change(files));
}

function changed(files: TrayFile[], ids: number[], with_: Partial<TrayFile>): TrayFile[] {
  return files.map((file) => (ids.includes(file.id) ? { ...file, ...with_ } : file));
}

export function useChangeFiles() {
  return useWrite<Change>({
    run: ({ ids, change }) => trayChange(ids, change),
    // Whether the same file is there already is known of the client before only.
    show: (files, { ids, change, client }) =>
      changed(files, ids, {
        ...change,
        ...("client_id" in change && { client: client ?? null, twice: null }),
      }),
    failed: "The files were not changed.",
  });
}

export function useSendFiles() {
  return useWrite<number[]>({
    run: traySend,
    show: (files, ids) => changed(files, ids, { stage: "waiting", reason: null }),
    failed: "The documents were not added.",
  });
}

export function useSendAgain() {
  return useWrite<number>({
    run: trayAgain,
    show: (files, id) => changed(files, [id], { stage: "waiting", reason: null }),
    failed: "The document was not sent again.",
  });
}

export function useRemoveFiles() {
  return useWrite<number[]>({
    run: trayRemove,
    show: (files, ids) => files.filter(({ id }) => !ids.includes(id)),
    failed: "The files were not removed.",
  });
}
