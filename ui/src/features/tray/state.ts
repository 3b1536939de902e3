// What the tray shows of itself: open or not, which files are selected, and which are added
// although the client has them already. Forgotten when the account goes.

import { createStore } from "../../shared/store";

export const trayOpen = createStore(false);
/** Numbers of the selected files. */
export const selectedFiles = createStore<ReadonlySet<number>>(new Set());
/** Numbers of files that go although the same is on the client's file. */
export const addedAnyway = createStore<ReadonlySet<number>>(new Set());

export function toggleFile(id: number): void {
  selectedFiles.set((ids) => toggled(ids, id));
}

export function clearFiles(): void {
  selectedFiles.set(new Set());
}

export function toggleAnyway(id: number): void {
  addedAnyway.set((ids) => toggled(ids, id));
}

export function resetTray(): void {
  trayOpen.set(false);
  clearFiles();
  addedAnyway.set(new Set());
}

function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}
