// What the rows of the tray ask for; the same functions as long as the tray is open, so that only
// the rows that change are drawn again.

import { useEffect, useRef, useState } from "react";
import type { TrayFile } from "../../bindings/TrayFile";
import type { Change } from "./useTrayActions";

export type FileActions = {
  settle: (id: number) => void;
  focusRow: (id: number) => void;
  toggle: (id: number) => void;
  look: (file: TrayFile) => void;
  change: (change: Change) => void;
  remove: (ids: number[]) => void;
  again: (id: number) => void;
};

export function useFileActions(actions: FileActions): FileActions {
  const latest = useRef(actions);
  useEffect(() => {
    latest.current = actions;
  });
  const [steady] = useState<FileActions>(() => ({
    settle: (id) => latest.current.settle(id),
    focusRow: (id) => latest.current.focusRow(id),
    toggle: (id) => latest.current.toggle(id),
    look: (file) => latest.current.look(file),
    change: (change) => latest.current.change(change),
    remove: (ids) => latest.current.remove(ids),
    again: (id) => latest.current.again(id),
  }));
  return steady;
}
