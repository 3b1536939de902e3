import { useMutation, useQueryClient } from "@tanstack/react-query";
import { reportsAdd } from "../../backend";
import { keys, readAgain } from "../../queries";
import { tellDone, tellFailed } from "../../shared/tell";
import { hasOffice, useOpenAccount } from "../frame/account";

export type Adding = { run: () => void; busy: boolean };

/**
 * Asks for a report's file by the system's dialog, and adds it to this client's; `null` where the
 * account has no office to keep it. The office is on this machine and always there, so nothing of
 * this waits to be sent.
 */
export function useAddReport(clientId: number): Adding | null {
  const client = useQueryClient();
  const account = useOpenAccount();
  const { mutate, isPending } = useMutation({
    mutationFn: () => reportsAdd(clientId),
    onSuccess: (added) => {
      if (!added) return;
      tellDone("The report was added.");
      const ids = new Set([clientId]);
      void readAgain(client, keys.reports, ids);
      // An item says its bureau by its report.
      void readAgain(client, keys.items, ids);
    },
    onError: (error) => tellFailed("No report was added.", error.message),
  });
  if (!hasOffice(account)) return null;
  return {
    run: () => {
      if (!isPending) mutate();
    },
    busy: isPending,
  };
}
