import { type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { firmGet, firmSet } from "../../backend";
import type { Firm } from "../../bindings/Firm";
import { keys } from "../../queries";

/** The firm, as letters name it. */
export function useFirm(): UseQueryResult<Firm> {
  return useQuery({ queryKey: keys.firm, queryFn: firmGet });
}

export function useSaveFirm() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: firmSet,
    onSuccess: (_, firm) => client.setQueryData<Firm>(keys.firm, firm),
  });
}
