import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { onThisMachine } from "../../backend";
import type { OnThisMachine } from "../../bindings/OnThisMachine";
import { keys } from "../../queries";

/** Folder and sizes, read anew each time they come into view. */
export function useOnThisMachine(): UseQueryResult<OnThisMachine> {
  return useQuery({ queryKey: keys.onThisMachine, queryFn: onThisMachine, staleTime: 0 });
}
