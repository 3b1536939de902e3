// The Clients room: the list at left, the open client at right.

import { useMediaQuery } from "@mantine/hooks";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback, useRef } from "react";
import { useStore } from "../../shared/store";
import { useTitle } from "../../shared/useTitle";
import { hasOffice, useOpenAccount } from "../frame/account";
import { composerWanted } from "../notes/composing";
import { useRoomKeys } from "../shortcuts/registry";
import { ClientList } from "./ClientList";
import classes from "./ClientsPage.module.css";
import { addClientKeys, clientKeys } from "./keys";
import { useIsNewClientOpen, useOpenNewClient } from "./newClient";
import { besideTab, type ClientTab, useClientTab, useOpenTab } from "./tabs";
import { listHidden } from "./view";

export default function ClientsPage() {
  useTitle("Clients");
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  // At 200 % there is room for one of the two; beside a letter and its page for none, unless the
  // window is wide.
  const narrow = useParams({ strict: false }).letter === undefined ? 800 : 1800;
  const small = useMediaQuery(`(max-width: ${narrow}px)`, false, {
    getInitialValueInEffect: false,
  });
  const hidden = useStore(listHidden) || small === true;
  const isNew = useIsNewClientOpen();
  const isOpen = id !== undefined || isNew;
  const account = useOpenAccount();
  const work = useRef<HTMLElement>(null);
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
      {hasOffice(account) && <AddClientKey />}
      {!(isOpen && hidden) && (
        <ClientList openId={id ?? null} beside={isOpen} open={open} close={close} />
      )}
      {isOpen && (
        <section
          ref={work}
          className={classes.work}
          aria-label={isNew ? "New client" : "Client"}
          tabIndex={-1}
        >
          {id !== undefined && (
            <OpenClientKeys id={id} close={close} enter={() => work.current?.focus()} />
          )}
          <Outlet />
        </section>
      )}
    </div>
  );
}

function AddClientKey() {
  useRoomKeys(addClientKeys, { add: useOpenNewClient() });
  return null;
}

type OpenClientKeysProps = {
  id: number;
  close: () => void;
  /** Takes the focus out of the list, so that the keys act on the client. */
  enter: () => void;
};

function OpenClientKeys({ id, close, enter }: OpenClientKeysProps) {
  const tab = useClientTab();
  const openTab = useOpenTab();

  function go(to: ClientTab): void {
    openTab(id, to);
    enter();
  }

  useRoomKeys(clientKeys, {
    list: () => listHidden.set((hidden) => !hidden),
    overview: () => go("overview"),
    report: () => go("report"),
    items: () => go("items"),
    letters: () => go("letters"),
    documents: () => go("documents"),
    notes: () => go("notes"),
    nextTab: () => go(besideTab(tab, 1)),
    previousTab: () => go(besideTab(tab, -1)),
    write: () => {
      openTab(id, "notes");
      composerWanted.set(id);
    },
    close,
  });
  return null;
}
