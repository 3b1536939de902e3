import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { itemsList } from "../../backend";
import type { ItemsOfClient } from "../../bindings/ItemsOfClient";
import { keys } from "../../queries";

/** The negative items of a client: what is being worked on first. */
export function useItems(clientId: number): UseQueryResult<ItemsOfClient> {
  return useQuery({ queryKey: keys.itemsOf(clientId), queryFn: () => itemsList(clientId) });
}
