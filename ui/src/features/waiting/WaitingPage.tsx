// The room of what waits: everything the server does not have yet, and what settles it.

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconChecks } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Waiting as WaitingList } from "../../bindings/Waiting";
import { Notice } from "../../shared/Notice";
import { useTitle } from "../../shared/useTitle";
import { Waiting } from "../../shared/Waiting";
import { useOpenAccount } from "../frame/account";
import { openSyncStory } from "../sync/SyncWord";
import { useSyncStatus } from "../sync/useSync";
import { Losses } from "./Losses";
import { useWaiting } from "./useWaiting";
import classes from "./WaitingPage.module.css";
import { WaitingTable } from "./WaitingTable";
import { countOfWaiting } from "./words";

export default function WaitingPage() {
  useTitle("What waits");
  const where = useOpenAccount().kind === "office" ? "in the office" : "on the server";
  const { data, error, isFetching, refetch } = useWaiting();
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <h1>What waits</h1>
        {data != null && data.operations.length > 0 && (
          <span className={classes.count} role="status">
            {countOfWaiting(data.operations)} saved on this machine, not {where} yet
          </span>
        )}
      </header>
      {data != null && <Body waiting={data} />}
      {data == null && error === null && <Waiting label="Reading what waits" lines={6} />}
      {data == null && error !== null && (
        <Notice
          icon={<IconAlertTriangle size={32} stroke={1.5} />}
          title="What waits could not be read"
          action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
          urgent
        >
          <p>{error.message}</p>
          <p>What is on this machine was kept.</p>
        </Notice>
      )}
    </div>
  );
}

function Body({ waiting }: { waiting: WaitingList }) {
  return (
    <>
      <Losses losses={waiting.losses} />
      {waiting.operations.length > 0 && <SessionEnded />}
      {waiting.operations.length > 0 ? (
        <WaitingTable operations={waiting.operations} />
      ) : (
        <EverythingSent />
      )}
    </>
  );
}

function SessionEnded() {
  if (useSyncStatus()?.state !== "signed_out") return null;
  return (
    <div className={classes.ended} role="alert">
      <span>Your session has ended. All of this is sent once you sign in again.</span>
      <Button variant="default" onClick={openSyncStory}>
        Sign in again
      </Button>
    </div>
  );
}

function EverythingSent() {
  const navigate = useNavigate();
  return (
    <Notice
      icon={<IconChecks size={32} stroke={1.5} />}
      title="Everything is sent."
      action={{ label: "Go to Clients", run: () => void navigate({ to: "/clients" }) }}
    >
      What you save without a network is listed here until the server has it.
    </Notice>
  );
}
