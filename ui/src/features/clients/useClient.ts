import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { clientsGet } from "../../backend";
import type { ClientFile } from "../../bindings/ClientFile";
import { keys } from "../../queries";

export function useClient(id: number): UseQueryResult<ClientFile> {
  return useQuery({ queryKey: keys.client(id), queryFn: () => clientsGet(id) });
}
