// The tabs of a client's page and their addresses.

import { useMatch, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

export type ClientTab = "overview" | "notes";

export const TABS: readonly { id: ClientTab; label: string }[] = [
  { id: "overview", label: "Overview" },
  { id: "notes", label: "Notes" },
];

const ADDRESSES = { overview: "/clients/$id", notes: "/clients/$id/notes" } as const;

/** The tab in front; on the overview when no client is open. */
export function useClientTab(): ClientTab {
  const notes = useMatch({ from: "/clients/$id/notes", shouldThrow: false });
  return notes === undefined ? "overview" : "notes";
}

export function useOpenTab(): (id: number, tab: ClientTab) => void {
  const navigate = useNavigate();
  return useCallback(
    (id, tab) => void navigate({ to: ADDRESSES[tab], params: { id } }),
    [navigate],
  );
}

/** The tab beside this one; round at the ends. */
export function besideTab(tab: ClientTab, step: 1 | -1): ClientTab {
  const place = TABS.findIndex(({ id }) => id === tab);
  return TABS[(place + step + TABS.length) % TABS.length]?.id ?? tab;
}
