// The file that the keys act on: it has the focus, and gives it to the next when it goes.

import { useEffect, useState } from "react";
import type { TrayFile } from "../../bindings/TrayFile";

export function rowId(id: number): string {
  return `tray-file-${id}`;
}

function focusRow(file: TrayFile | undefined): void {
  if (file !== undefined) document.getElementById(rowId(file.id))?.focus();
}

export function useTrayCursor(files: readonly TrayFile[]) {
  const [kept, setKept] = useState<{ id: number | null; place: number }>({ id: null, place: 0 });
  const found = files.findIndex(({ id }) => id === kept.id);
  const place = found >= 0 ? found : Math.max(0, Math.min(kept.place, files.length - 1));
  const current = files[place];

  // A file that was removed took the focus with it.
  useEffect(() => {
    if (kept.id !== null && found < 0 && document.activeElement === document.body) {
      focusRow(current);
    }
  }, [kept.id, found, current]);

  return {
    current,
    moveBy: (step: number) => {
      const next = Math.max(0, Math.min(place + step, files.length - 1));
      focusRow(files[next]);
    },
    /** The row, or something in it, got the focus. */
    settle: (id: number) => setKept({ id, place: files.findIndex((file) => file.id === id) }),
    focus: () => focusRow(current),
  };
}
