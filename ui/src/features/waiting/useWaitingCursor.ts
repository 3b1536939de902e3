// The row that the keys act on: it stays on its note, or on its place when the note is gone.

import { useEffect, useState } from "react";
import type { WaitingOperation } from "../../bindings/WaitingOperation";

export function rowId(operation: WaitingOperation): string {
  return `waiting-${operation.id}`;
}

function focusRow(operation: WaitingOperation | undefined): void {
  if (operation !== undefined) document.getElementById(rowId(operation))?.focus();
}

export function useWaitingCursor(operations: readonly WaitingOperation[]) {
  const [kept, setKept] = useState<{ id: number | null; place: number }>({ id: null, place: 0 });
  const found = operations.findIndex(({ id }) => id === kept.id);
  const place = found >= 0 ? found : Math.min(kept.place, operations.length - 1);
  const current = operations[place];

  // A row that went away took the focus with it.
  useEffect(() => {
    if (current !== undefined && document.activeElement === document.body) focusRow(current);
  }, [current]);

  function moveTo(next: number): void {
    const bounded = Math.max(0, Math.min(next, operations.length - 1));
    const operation = operations[bounded];
    if (operation === undefined) return;
    setKept({ id: operation.id, place: bounded });
    focusRow(operation);
  }

  return {
    current,
    moveBy: (step: number) => moveTo(place + step),
    /** Puts the cursor on a row without moving the focus. */
    settle: (at: number) => setKept({ id: operations[at]?.id ?? null, place: at }),
    refocus: () => focusRow(current),
  };
}
