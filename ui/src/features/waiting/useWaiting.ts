import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { waitingList } from "../../backend";
import type { Waiting } from "../../bindings/Waiting";
import { keys } from "../../queries";

/** Everything the server does not have yet, oldest first, and losses nobody has read about. */
export function useWaiting(): UseQueryResult<Waiting> {
  return useQuery({ queryKey: keys.waiting, queryFn: waitingList });
}
