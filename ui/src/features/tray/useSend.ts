// Adding what is ready to the files of its clients; for several clients the agent is asked first.

import { useState } from "react";
import type { TrayFile } from "../../bindings/TrayFile";
import { useStore } from "../../shared/store";
import {
  type ClientCount,
  clientsOf,
  goingOf,
  isOpen,
  leftWord,
  needsAgent,
  sendLabel,
} from "./stages";
import { addedAnyway } from "./state";
import { useSendFiles } from "./useTrayActions";

export type Sending = {
  /** What the button says. */
  label: string;
  /** Whose files it is for. */
  clients: readonly ClientCount[];
  count: number;
  /** What stays behind, and why. */
  left: string | null;
  /** Whether the agent is being asked. */
  asking: boolean;
  send: () => void;
  sure: () => void;
  stay: () => void;
};

/** `over` is called when everything is on its way and nothing is left to do here. */
export function useSend(files: readonly TrayFile[], over: () => void): Sending {
  const anyway = useStore(addedAnyway);
  const going = goingOf(files, anyway);
  const clients = clientsOf(going);
  const sendFiles = useSendFiles();
  // What was asked about: something else must be asked about anew.
  const [asked, setAsked] = useState<string | null>(null);
  const ids = going.map(({ id }) => id);
  const what = going.map(({ id, client_id }) => `${id} ${client_id}`).join();
  const asking = asked !== null && asked === what;

  function sure(): void {
    setAsked(null);
    sendFiles(ids);
    const rest = files.filter(({ id }) => !ids.includes(id));
    if (!rest.some((file) => isOpen(file) || needsAgent(file))) over();
  }

  return {
    label: sendLabel(going),
    clients,
    count: going.length,
    left: leftWord(files, anyway),
    asking,
    send: () => {
      if (ids.length === 0 || asking) return;
      if (clients.length > 1) setAsked(what);
      else sure();
    },
    sure,
    stay: () => setAsked(null),
  };
}
