import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { listen } from "../../backend";
import { keys } from "../../queries";
import { throttle } from "../../shared/throttle";

const RENEW_MS = 250;

/** Reads again what is on the screen when clients changed, at most four times a second. */
export function useClientChanges(): void {
  const client = useQueryClient();
  useEffect(() => {
    const renew = throttle(
      () => void client.invalidateQueries({ queryKey: keys.clients }),
      RENEW_MS,
    );
    const stop = listen("changed", ({ kinds, source }) => {
      if (source !== "window" && kinds.includes("clients")) renew.call();
    });
    return () => {
      stop();
      renew.stop();
    };
  }, [client]);
}
