// The Clients room: the list at left, the open client at right.

import { useMediaQuery } from "@mantine/hooks";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import { useStore } from "../../shared/store";
import { useTitle } from "../../shared/useTitle";
import { composerWanted } from "../notes/composing";
import { useRoomKeys } from "../shortcuts/registry";
import { ClientList } from "./ClientList";
import classes from "./ClientsPage.module.css";
import { clientKeys } from "./keys";
import { besideTab, useClientTab, useOpenTab } from "./tabs";
import { listHidden } from "./view";

export default function ClientsPage() {
  useTitle("Clients");
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  // At 200 % there is room for one of the two.
  const small = useMediaQuery("(max-width: 800px)", false, { getInitialValueInEffect: false });
  const hidden = useStore(listHidden) || small === true;
  const isOpen = id !== undefined;
  const tab = useClientTab();
  const openTab = useOpenTab();
  // Going from client to client stays on the same tab.
  const open = useCallback((client: number) => openTab(client, tab), [openTab, tab]);
  const close = useCallback(() => {
    listHidden.set(false);
    void navigate({ to: "/clients" });
  }, [navigate]);

  return (
    <div className={classes.room} data-split={isOpen && !hidden}>
      <h1 className="heard-only">Clients</h1>
      {!(isOpen && hidden) && <ClientList openId={id ?? null} open={open} close={close} />}
      {isOpen && (
        <section className={classes.work} aria-label="Client">
          <OpenClientKeys id={id} close={close} />
          <Outlet />
        </section>
      )}
    </div>
  );
}

function OpenClientKeys({ id, close }: { id: number; close: () => void }) {
  const tab = useClientTab();
  const openTab = useOpenTab();
  useRoomKeys(clientKeys, {
    list: () => listHidden.set((hidden) => !hidden),
    overview: () => openTab(id, "overview"),
    notes: () => openTab(id, "notes"),
    nextTab: () => openTab(id, besideTab(tab, 1)),
    previousTab: () => openTab(id, besideTab(tab, -1)),
    write: () => {
      openTab(id, "notes");
      composerWanted.set(id);
    },
    close,
  });
  return null;
}
