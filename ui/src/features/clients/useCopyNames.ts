import { useCallback } from "react";
import { countOf } from "../../shared/formats";
import { useCopy } from "../../shared/useCopy";
import { selection } from "./view";

/** Copies the names of the selected clients, one a line; does nothing when none is selected. */
export function useCopyNames(): () => void {
  const copy = useCopy();
  return useCallback(() => {
    const names = [...selection.get().values()];
    if (names.length > 0) void copy(names.join("\n"), countOf(names.length, "name", "names"));
  }, [copy]);
}
