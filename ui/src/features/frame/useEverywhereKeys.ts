import { useNavigate } from "@tanstack/react-router";
import { roomKeys, useRoomKeys } from "../shortcuts/registry";
import { openShortcutSheet } from "../shortcuts/ShortcutSheet";
import { useSyncActions } from "../sync/useSync";
import { openSearch } from "./SearchEverything";

const everywhere = roomKeys("Everywhere", 0, {
  search: { keys: ["mod+k"], does: "Search everything" },
  clients: { keys: ["g c"], does: "Go to Clients" },
  settings: { keys: ["g s"], does: "Go to Settings" },
  sync: { keys: ["S"], does: "Sync now" },
  shortcuts: { keys: ["?"], does: "Show the keyboard shortcuts" },
});

/** The keys that work in every room. */
export function useEverywhereKeys(): void {
  const navigate = useNavigate();
  const { start } = useSyncActions();
  useRoomKeys(everywhere, {
    search: openSearch,
    clients: () => void navigate({ to: "/clients" }),
    settings: () => void navigate({ to: "/settings" }),
    sync: start,
    shortcuts: openShortcutSheet,
  });
}
