import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useEffect } from "react";
import { clientsGet, trayAt } from "../../backend";
import { keys } from "../../queries";
import { tellFailed } from "../../shared/tell";
import { clientName } from "../clients/columns";

export type ClientInHand = { id: number; name: string };

/** The client whose page is open: what is dropped is for that client. */
export function useClientInHand(): ClientInHand | null {
  const { id } = useParams({ strict: false });
  const { data } = useQuery({
    queryKey: keys.client(id ?? 0),
    queryFn: () => clientsGet(id ?? 0),
    enabled: id !== undefined,
  });
  return id === undefined || data === undefined ? null : { id, name: clientName(data.row) };
}

/** Says whose page is open to what takes the drops; used once, in the frame. */
export function useTellClientInHand(): void {
  const id = useClientInHand()?.id ?? null;
  useEffect(() => {
    trayAt(id).catch((error: Error) =>
      tellFailed("What you drop now may be for another client.", error.message),
    );
  }, [id]);
}
