import { type UseQueryResult, useQuery } from "@tanstack/react-query";
import { officeState } from "../../backend";
import { keys } from "../../queries";

/** Whether the office on this machine is set up, asked anew each time it comes into view. */
export function useOfficeState(): UseQueryResult<boolean> {
  return useQuery({ queryKey: keys.officeState, queryFn: officeState, staleTime: 0 });
}
