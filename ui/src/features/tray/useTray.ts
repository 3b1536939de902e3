import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { listen, trayList } from "../../backend";
import type { Dragging } from "../../bindings/Dragging";
import type { TrayFile } from "../../bindings/TrayFile";
import { keys } from "../../queries";
import { tellFailed } from "../../shared/tell";
import { trayOpen } from "./state";

/** The files of the tray; what was dropped last comes last. */
export function useTray() {
  return useQuery({ queryKey: keys.tray, queryFn: trayList });
}

/** Hears how far uploads have come; used once, in the frame. */
export function useUploadProgress(): void {
  const client = useQueryClient();
  useEffect(
    () =>
      listen("upload_progress", ({ drop, sent }) => {
        client.setQueryData<TrayFile[]>(keys.tray, (files) =>
          files?.map((file) => (file.id === drop ? { ...file, sent } : file)),
        );
      }),
    [client],
  );
}

/** Tells when files that were dropped could not be kept; used once, in the frame. */
export function useNotTaken(): void {
  useEffect(() => listen("not_taken", (why) => tellFailed("Some files were not taken.", why)), []);
}

/** Opens the tray when files arrive that were not there before; used once, by the tray. */
export function useOpenOnArrival(files: readonly TrayFile[] | undefined): void {
  const known = useRef<ReadonlySet<number> | null>(null);
  useEffect(() => {
    if (files === undefined) return;
    const before = known.current;
    known.current = new Set(files.map(({ id }) => id));
    if (before !== null && files.some(({ id }) => !before.has(id))) trayOpen.set(true);
  }, [files]);
}

/** Whether files are held over the window. */
export function useDragging(): Dragging {
  const [dragging, setDragging] = useState<Dragging>({ over: false, files: 0 });
  useEffect(() => listen("dragging", setDragging), []);
  return dragging;
}
