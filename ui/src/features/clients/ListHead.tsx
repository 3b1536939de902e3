import { ActionIcon, CloseButton, Menu, TextInput, Tooltip } from "@mantine/core";
import { IconColumns3, IconLayoutSidebarLeftCollapse, IconSearch } from "@tabler/icons-react";
import type { RefObject } from "react";
import { countOf } from "../../shared/formats";
import { useStore } from "../../shared/store";
import { hasOffice, useOpenAccount } from "../frame/account";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { useAsOf } from "../sync/useAsOf";
import { useSyncStatus } from "../sync/useSync";
import { AddClient } from "./AddClient";
import { COLUMNS, type ColumnId } from "./columns";
import classes from "./ListHead.module.css";
import type { ClientGrid } from "./useClientGrid";
import { chooseColumns, keptView, listHidden, search } from "./view";

type ListHeadProps = {
  grid: ClientGrid;
  narrow: boolean;
  searchBox: RefObject<HTMLInputElement | null>;
};

export function ListHead({ grid, narrow, searchBox }: ListHeadProps) {
  const words = useStore(search);
  const account = useOpenAccount();
  return (
    <header className={classes.head} data-narrow={narrow}>
      <h2 className={classes.title}>Clients</h2>
      <Count grid={grid} />
      <TextInput
        ref={searchBox}
        className={classes.search}
        value={words}
        onChange={(event) => search.set(event.currentTarget.value)}
        placeholder="Search clients"
        aria-label="Search clients"
        role="searchbox"
        spellCheck={false}
        autoComplete="off"
        data-room-keys
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        rightSectionPointerEvents={words === "" ? "none" : "all"}
        rightSection={
          words === "" ? (
            <span aria-hidden>
              <KeyCaps keys="/" />
            </span>
          ) : (
            <CloseButton size="sm" aria-label="Clear the search" onClick={() => search.set("")} />
          )
        }
      />
      <div className={classes.tools}>
        {hasOffice(account) && <AddClient narrow={narrow} />}
        {narrow ? <HideList /> : <ColumnsMenu />}
      </div>
    </header>
  );
}

function Count({ grid }: { grid: ClientGrid }) {
  const status = useSyncStatus();
  const asOf = useAsOf();
  const nothingYet =
    grid.rows?.total === 0 && grid.order.search === "" && status?.finished_at == null;
  if (grid.rows === null || nothingYet) return <span className={classes.count} role="status" />;
  const clients = countOf(grid.rows.total, "client", "clients");
  const found = grid.order.search !== "" && !grid.earlier;
  // Until a first sync has finished, running or not, the server may have more.
  const text = found ? `${clients} found` : status?.first ? `${clients} so far` : clients;
  return (
    <span className={classes.count} role="status">
      {text}
      {asOf !== null && ` · ${asOf}`}
    </span>
  );
}

function HideList() {
  return (
    <Tooltip label="Hide the list (H)">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label="Hide the list"
        onClick={() => listHidden.set(true)}
      >
        <IconLayoutSidebarLeftCollapse size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

function ColumnsMenu() {
  const { columns } = useStore(keptView);
  return (
    <Menu position="bottom-end" width={200} closeOnItemClick={false}>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="Choose columns">
          <IconColumns3 size={18} stroke={1.5} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Columns</Menu.Label>
        <Menu.CheckboxGroup
          value={[...columns]}
          onChange={(chosen) => chooseColumns(chosen as ColumnId[])}
        >
          {COLUMNS.filter(({ id }) => id !== "name").map(({ id, label }) => (
            <Menu.CheckboxItem key={id} value={id}>
              {label}
            </Menu.CheckboxItem>
          ))}
        </Menu.CheckboxGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
