// The tabs of a client's page and their addresses.

import { useMatches, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

export const TABS = [
  { id: "overview", label: "Overview", address: "/clients/$id" },
  { id: "report", label: "Report", address: "/clients/$id/report" },
  { id: "items", label: "Items", address: "/clients/$id/items" },
  { id: "letters", label: "Letters", address: "/clients/$id/letters" },
  { id: "documents", label: "Documents", address: "/clients/$id/documents" },
  { id: "notes", label: "Notes", address: "/clients/$id/notes" },
] as const;

export type ClientTab = (typeof TABS)[number]["id"];

/** The tab in front; on the overview when no client is open. */
export function useClientTab(): ClientTab {
  const innermost = useMatches({ select: (matches) => matches.at(-1)?.routeId });
  // The overview's address begins all the others.
  return TABS.findLast(({ address }) => innermost?.startsWith(address))?.id ?? "overview";
}

export function useOpenTab(): (id: number, tab: ClientTab) => void {
  const navigate = useNavigate();
  return useCallback(
    (id, tab) => {
      const address = TABS.find((other) => other.id === tab)?.address ?? "/clients/$id";
      void navigate({ to: address, params: { id } });
    },
    [navigate],
  );
}

/** The tab beside this one; round at the ends. */
export function besideTab(tab: ClientTab, step: 1 | -1): ClientTab {
  const place = TABS.findIndex(({ id }) => id === tab);
  return TABS[(place + step + TABS.length) % TABS.length]?.id ?? tab;
}
