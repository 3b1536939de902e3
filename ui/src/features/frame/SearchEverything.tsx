// Ctrl K: finds clients, rooms and commands.

import { useMantineColorScheme } from "@mantine/core";
import { createSpotlight, Spotlight } from "@mantine/spotlight";
import { IconCommand, IconMail, IconSearch, IconUser, IconUserPlus } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useState } from "react";
import { clientName } from "../clients/columns";
import { useOpenNewClient } from "../clients/newClient";
import { useFoundClients } from "../clients/useFoundClients";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { openShortcutSheet } from "../shortcuts/ShortcutSheet";
import { useSyncActions, useSyncStatus } from "../sync/useSync";
import { useClientInHand } from "../tray/useClientInHand";
import { usePickFiles } from "../tray/usePickFiles";
import { hasOffice, useOpenAccount } from "./account";
import { useSwitchAccount } from "./leaving";
import { ROOMS } from "./rooms";
import classes from "./SearchEverything.module.css";
import { openSignOut } from "./SignOutDialog";
import { THEMES } from "./themes";

const [store, spotlight] = createSpotlight();

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
      attributes={{ content: { "aria-label": "Search clients and commands" } }}
      classNames={{ action: classes.action ?? "", actionsGroup: classes.group ?? "" }}
    >
      <Spotlight.Search
        placeholder="Find a client, a room or a command"
        aria-label="Search clients and commands"
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
  const pickFiles = usePickFiles();
  const inHand = useClientInHand();
  const account = useOpenAccount();
  const openNewClient = useOpenNewClient();
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
    ...(hasOffice(account)
      ? [
          {
            label: "New client",
            icon: <IconUserPlus size={18} stroke={1.5} aria-hidden />,
            keys: "A",
            run: openNewClient,
          },
        ]
      : []),
    ...(inHand === null
      ? []
      : [
          {
            label: `New letter for ${inHand.name}`,
            icon: <IconMail size={18} stroke={1.5} aria-hidden />,
            run: () =>
              void navigate({
                to: "/clients/$id/letters",
                params: { id: inHand.id },
                search: { write: true },
              }),
          },
        ]),
    { label: "Add files…", icon: command, run: () => pickFiles(inHand?.id ?? null) },
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
