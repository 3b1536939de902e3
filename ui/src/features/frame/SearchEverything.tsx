// Ctrl K: finds clients, rooms and commands.

import { useMantineColorScheme } from "@mantine/core";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconCommand, IconSearch, IconUser } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { clientsList } from "../../backend";
import type { ClientRow } from "../../bindings/ClientRow";
import { keys } from "../../queries";
import { clientName } from "../clients/columns";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { openShortcutSheet } from "../shortcuts/ShortcutSheet";
import { useSyncActions, useSyncStatus } from "../sync/useSync";
import { useSwitchAccount } from "./leaving";
import { ROOMS } from "./rooms";
import classes from "./SearchEverything.module.css";
import { openSignOut } from "./SignOutDialog";
import { THEMES } from "./themes";

const [store, spotlight] = createSpotlight();
const FOUND_CLIENTS = 8;

export const openSearch = spotlight.open;

type Command = { label: string; icon: ReactNode; keys?: string; run: () => void };

export function SearchEverything() {
  const [query, setQuery] = useState("");
  const navigate = useNavigate();
  const words = query.trim().toLowerCase();
  const { clients, arrived } = useFoundClients(words);
  useFirstSelected(words, arrived);
  const commands = useCommands().filter((command) => matches(command.label, words));
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={420}
      size={600}
      yOffset="12vh"
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      transitionProps={{ duration: 120, transition: "fade" }}
      attributes={{ content: { "aria-label": "Search everything" } }}
      classNames={{ action: classes.action ?? "", actionsGroup: classes.group ?? "" }}
    >
      <Spotlight.Search
        placeholder="Find a client, a room or a command"
        aria-label="Search everything"
        leftSection={<IconSearch size={18} stroke={1.5} aria-hidden />}
      />
      <Spotlight.ActionsList aria-label="What was found">
        {clients.length > 0 && (
          <Spotlight.ActionsGroup label="Clients">
            {clients.map((client) => (
              <Spotlight.Action
                key={client.id}
                label={clientName(client)}
                description={[client.place, client.email].filter(Boolean).join(" · ")}
                leftSection={<IconUser size={18} stroke={1.5} aria-hidden />}
                onClick={() => void navigate({ to: "/clients/$id", params: { id: client.id } })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label="Rooms and commands">
            {commands.map(({ label, icon, keys: caps, run }) => (
              <Spotlight.Action
                key={label}
                label={label}
                leftSection={icon}
                rightSection={caps === undefined ? undefined : <KeyCaps keys={caps} />}
                onClick={run}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {clients.length + commands.length === 0 && (
          <Spotlight.Empty>Nothing is called “{query.trim()}”.</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

/** `arrived` once the clients are those of these words, and not what is left of earlier ones. */
function useFoundClients(words: string): { clients: ClientRow[]; arrived: boolean } {
  const { data, isPending, isPlaceholderData } = useQuery({
    queryKey: [...keys.clients, "find", words],
    queryFn: () =>
      clientsList({
        search: words,
        sort: "name",
        direction: "asc",
        offset: 0,
        limit: FOUND_CLIENTS,
      }),
    enabled: words !== "",
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });
  const rows = words === "" ? [] : (data?.rows ?? []);
  if (isPending || !isPlaceholderData) return { clients: rows, arrived: !isPending };
  return { clients: rows.filter((row) => stillFound(row, words)), arrived: false };
}

/** Whether a client found for earlier words is found for these too: every word begins one of its own. */
export function stillFound(row: ClientRow, words: string): boolean {
  const own = splitWords([clientName(row), row.email, row.place, row.phone, row.id].join(" "));
  return splitWords(words).every((word) => own.some((other) => other.startsWith(word)));
}

function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The first thing found is the one that Enter opens, also when it arrives after the keystroke. */
function useFirstSelected(words: string, arrived: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another list
  useEffect(() => {
    if (!arrived) return;
    const list = document.getElementById(store.getState().listId);
    list?.querySelector("[data-selected]")?.removeAttribute("data-selected");
    list?.querySelector("[data-action]")?.setAttribute("data-selected", "true");
    store.updateState((state) => ({ ...state, selected: 0 }));
  }, [words, arrived]);
}

function useCommands(): Command[] {
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const { start, cancel } = useSyncActions();
  const switchAccount = useSwitchAccount();
  const running = useSyncStatus()?.state === "running";
  const command = <IconCommand size={18} stroke={1.5} aria-hidden />;
  return [
    ...ROOMS.map(({ to, label, icon: Icon, keys: caps }) => ({
      label,
      icon: <Icon size={18} stroke={1.5} aria-hidden />,
      keys: caps,
      run: () => void navigate({ to }),
    })),
    running
      ? { label: "Cancel sync", icon: command, run: cancel }
      : { label: "Sync now", icon: command, keys: "S", run: start },
    ...THEMES.map(({ name, label }) => ({
      label: `Theme: ${label.toLowerCase()}`,
      icon: command,
      run: () => setColorScheme(name),
    })),
    { label: "Keyboard shortcuts", icon: command, keys: "?", run: openShortcutSheet },
    { label: "Switch account…", icon: command, run: switchAccount },
    { label: "Sign out…", icon: command, run: openSignOut },
  ];
}

function matches(label: string, words: string): boolean {
  const text = label.toLowerCase();
  return words.split(/\s+/).every((word) => text.includes(word));
}
