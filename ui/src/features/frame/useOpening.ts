import { type UseQueryResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen, opening } from "../../backend";
import type { Opening } from "../../bindings/Opening";
import { keys, readAgain, settleOpening } from "../../queries";

/** Whether an account is open, to be chosen, or locked; follows what happens outside the window. */
export function useOpening(): UseQueryResult<Opening> {
  const client = useQueryClient();
  useEffect(
    () =>
      listen(
        "account",
        (next) => settleOpening(client, next),
        () => void readAgain(client, keys.opening),
      ),
    [client],
  );
  return useQuery({ queryKey: keys.opening, queryFn: opening });
}
