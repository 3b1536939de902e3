// The page of one client.

import { ActionIcon, Badge, Tabs, Tooltip } from "@mantine/core";
import {
  IconAlertTriangle,
  IconLayoutSidebarLeftExpand,
  IconUserOff,
  IconX,
} from "@tabler/icons-react";
import { useNavigate, useParams } from "@tanstack/react-router";
import type { ClientFile } from "../../bindings/ClientFile";
import { Notice } from "../../shared/Notice";
import { useStore } from "../../shared/store";
import { Time } from "../../shared/Time";
import { useTitle } from "../../shared/useTitle";
import { Waiting } from "../../shared/Waiting";
import { Documents } from "../documents/Documents";
import { Items } from "../items/Items";
import { Letters } from "../letters/Letters";
import { Notes } from "../notes/Notes";
import { Report } from "../reports/Report";
import classes from "./ClientPage.module.css";
import { clientName } from "./columns";
import { Overview } from "./Overview";
import { type ClientTab, TABS, useClientTab, useOpenTab } from "./tabs";
import { useClient } from "./useClient";
import { listHidden } from "./view";

export default function ClientPage() {
  const { id } = useParams({ from: "/clients/$id" });
  const { data, error, isFetching, refetch } = useClient(id);
  const navigate = useNavigate();
  useTitle(data === undefined ? "Clients" : clientName(data.row));
  if (data !== undefined) return <OpenClient file={data} />;
  if (error === null) return <Waiting label="Reading the client’s file" lines={8} />;
  if (error.code === "not_found") {
    return (
      <div className={classes.notice}>
        <Notice
          icon={<IconUserOff size={32} stroke={1.5} />}
          title="This client is not on this machine"
          action={{ label: "Back to the list", run: () => void navigate({ to: "/clients" }) }}
          urgent
        >
          The client may have been removed, or may not have arrived yet.
        </Notice>
      </div>
    );
  }
  return (
    <div className={classes.notice}>
      <Notice
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title="The client’s file could not be read"
        action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
        urgent
      >
        <p>{error.message}</p>
        <p>What is on this machine was kept.</p>
      </Notice>
    </div>
  );
}

function OpenClient({ file }: { file: ClientFile }) {
  const { id } = file.row;
  const tab = useClientTab();
  const openTab = useOpenTab();
  return (
    <Tabs
      value={tab}
      onChange={(next) => openTab(id, next as ClientTab)}
      keepMounted={false}
      className={classes.page}
    >
      <header className={classes.head}>
        <div className={classes.titleRow}>
          <ShowList />
          <h2 className={classes.name} data-selectable>
            {clientName(file.row)}
          </h2>
          <Badge variant="default" className={classes.badge}>
            No. {file.row.id}
          </Badge>
          <span className={classes.fetched}>
            Fetched <Time at={file.fetched_at} />
          </span>
          <CloseClient />
        </div>
        <Tabs.List>
          {TABS.map(({ id: value, label }) => (
            <Tabs.Tab key={value} value={value}>
              {label}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </header>
      <Tabs.Panel value="overview" className={classes.panel}>
        <Overview client={clientName(file.row)} groups={file.groups} />
      </Tabs.Panel>
      <Tabs.Panel value="report" className={classes.panel}>
        <Report key={id} clientId={id} client={clientName(file.row)} />
      </Tabs.Panel>
      <Tabs.Panel value="items" className={classes.panel}>
        <Items key={id} clientId={id} client={clientName(file.row)} />
      </Tabs.Panel>
      <Tabs.Panel value="letters" className={classes.panel}>
        <Letters key={id} clientId={id} client={clientName(file.row)} />
      </Tabs.Panel>
      <Tabs.Panel value="documents" className={classes.panel}>
        <Documents key={id} clientId={id} client={clientName(file.row)} />
      </Tabs.Panel>
      <Tabs.Panel value="notes" className={classes.panel}>
        <Notes key={id} clientId={id} client={clientName(file.row)} />
      </Tabs.Panel>
    </Tabs>
  );
}

function ShowList() {
  const hidden = useStore(listHidden);
  if (!hidden) return null;
  return (
    <Tooltip label="Show the list (H)">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label="Show the list"
        onClick={() => listHidden.set(false)}
      >
        <IconLayoutSidebarLeftExpand size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

function CloseClient() {
  const navigate = useNavigate();
  return (
    <Tooltip label="Close (Esc)">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label="Close the client"
        onClick={() => {
          listHidden.set(false);
          void navigate({ to: "/clients" });
        }}
      >
        <IconX size={18} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}
