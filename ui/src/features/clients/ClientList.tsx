// The list with its search, its columns, and what it says when there is nothing to list.

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconSearchOff, IconUsers } from "@tabler/icons-react";
import { useRef } from "react";
import { Notice } from "../../shared/Notice";
import { useStore } from "../../shared/store";
import { Waiting } from "../../shared/Waiting";
import { hasOffice, useOpenAccount } from "../frame/account";
import { useRoomKeys } from "../shortcuts/registry";
import { useSyncActions, useSyncStatus } from "../sync/useSync";
import { ClientGrid } from "./ClientGrid";
import classes from "./ClientList.module.css";
import { listKeys } from "./keys";
import { ListHead } from "./ListHead";
import { useOpenNewClient } from "./newClient";
import { SelectionBar } from "./SelectionBar";
import { type ClientGrid as Grid, useClientGrid } from "./useClientGrid";
import { useCopyNames } from "./useCopyNames";
import { clearSelection, search, selection } from "./view";

type ClientListProps = {
  openId: number | null;
  /** Whether something is open beside the list. */
  beside: boolean;
  open: (id: number) => void;
  close: () => void;
};

export function ClientList({ openId, beside, open, close }: ClientListProps) {
  const grid = useClientGrid(open);
  const pane = useRef<HTMLElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  const selected = useStore(selection);
  const copyNames = useCopyNames();

  function leave(): void {
    if (search.get() !== "") search.set("");
    else if (document.activeElement === searchBox.current) grid.scroller.current?.focus();
    else if (selected.size > 0) clearSelection();
    else if (beside) close();
  }

  const effects = {
    next: () => grid.moveBy(1),
    previous: () => grid.moveBy(-1),
    pageDown: () => grid.movePages(1),
    pageUp: () => grid.movePages(-1),
    first: grid.moveToFirst,
    last: grid.moveToLast,
    open: () => grid.openCursor(),
    select: () => grid.selectCursor(),
    copy: copyNames,
    search: () => {
      searchBox.current?.focus();
      searchBox.current?.select();
    },
    leave,
  };
  useRoomKeys(listKeys, effects, pane);

  return (
    <section ref={pane} className={classes.pane} data-narrow={beside} aria-label="List of clients">
      <ListHead grid={grid} narrow={beside} searchBox={searchBox} />
      {grid.problem !== null && grid.rows !== null && (
        <div className={classes.problem} role="alert">
          <span>The list could not be renewed. {grid.problem}</span>
          <Button variant="subtle" onClick={grid.tryAgain}>
            Try again
          </Button>
        </div>
      )}
      <ListBody grid={grid} narrow={beside} openId={openId} />
      {selected.size > 0 && <SelectionBar count={selected.size} copyNames={copyNames} />}
    </section>
  );
}

type ListBodyProps = { grid: Grid; narrow: boolean; openId: number | null };

function ListBody({ grid, narrow, openId }: ListBodyProps) {
  if (grid.rows === null) {
    if (grid.problem === null) return <Waiting label="Reading the list of clients" lines={12} />;
    return (
      <Notice
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title="The list of clients could not be read"
        action={{ label: "Try again", run: grid.tryAgain }}
        urgent
      >
        <p>{grid.problem}</p>
        <p>What is on this machine was kept.</p>
      </Notice>
    );
  }
  if (grid.rows.total === 0) {
    return grid.order.search === "" ? <NobodyYet /> : <NoMatch words={grid.order.search} />;
  }
  return <ClientGrid grid={grid} narrow={narrow} openId={openId} />;
}

function NoMatch({ words }: { words: string }) {
  return (
    <Notice
      icon={<IconSearchOff size={32} stroke={1.5} />}
      title={`No client matches “${words}”`}
      action={{ label: "Clear the search", run: () => search.set("") }}
    >
      Search looks at the beginnings of names, places, e‑mail addresses, phone numbers, client
      numbers and the last four digits of the SSN.
    </Notice>
  );
}

function NobodyYet() {
  const status = useSyncStatus();
  const { start, busy } = useSyncActions();
  const account = useOpenAccount();
  const openNew = useOpenNewClient();
  const icon = <IconUsers size={32} stroke={1.5} />;
  if (status?.state === "running") {
    return (
      <Notice icon={icon} title="Clients are on their way">
        They appear here as they arrive.
      </Notice>
    );
  }
  if (hasOffice(account) && status?.finished_at != null) {
    return (
      <Notice
        icon={icon}
        title="There are no clients yet"
        action={{ label: "Add the first client", run: openNew }}
      >
        Those whom you add are kept by the office on this machine.
      </Notice>
    );
  }
  return (
    <Notice
      icon={icon}
      title={
        status?.finished_at == null ? "Nothing is on this machine yet" : "There are no clients"
      }
      action={{ label: "Sync now", run: start, busy }}
    >
      {status?.finished_at == null
        ? "Sync once, and all your clients are here, with or without a network."
        : "New clients appear here after the next sync."}
    </Notice>
  );
}
