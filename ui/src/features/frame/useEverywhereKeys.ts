import { useNavigate } from "@tanstack/react-router";
import { roomKeys, useRoomKeys } from "../shortcuts/registry";
import { openShortcutSheet } from "../shortcuts/ShortcutSheet";
import { useSyncActions } from "../sync/useSync";
import { undo } from "../waiting/undo";
import { openSearch } from "./SearchEverything";

const everywhere = roomKeys("Everywhere", 0, {
  search: { keys: ["mod+k"], does: "Search clients and commands" },
  clients: { keys: ["g c"], does: "Go to Clients" },
  waiting: { keys: ["g w"], does: "Go to What waits" },
  settings: { keys: ["g s"], does: "Go to Settings" },
  undo: { keys: ["z"], does: "Undo, while it is offered" },
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
    waiting: () => void navigate({ to: "/waiting" }),
    settings: () => void navigate({ to: "/settings" }),
    undo,
    sync: start,
    shortcuts: openShortcutSheet,
  });
}
