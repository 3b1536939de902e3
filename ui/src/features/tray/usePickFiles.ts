import { useMutation, useQueryClient } from "@tanstack/react-query";
import { trayPick } from "../../backend";
import { keys, readAgain } from "../../queries";
import { tellFailed } from "../../shared/tell";
import { trayOpen } from "./state";

/** Asks for files by the system's dialog; they come into the tray, for that client if there is one. */
export function usePickFiles(): (clientId: number | null) => void {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (clientId: number | null) => trayPick(clientId),
    onSuccess: (taken) => {
      if (taken === 0) return;
      trayOpen.set(true);
      void readAgain(client, keys.tray);
    },
    onError: (error) => tellFailed("No files were taken.", error.message),
  });
  return mutate;
}
