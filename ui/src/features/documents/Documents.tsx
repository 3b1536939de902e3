// A client's documents: what is on the file, and what waits to be put there.

import { IconAlertTriangle, IconFiles } from "@tabler/icons-react";
import type { DocumentsOfClient } from "../../bindings/DocumentsOfClient";
import { Notice } from "../../shared/Notice";
import classes from "../../shared/Room.module.css";
import { Waiting } from "../../shared/Waiting";
import { HeldKeys } from "../shortcuts/HeldKeys";
import { useRoomKeys } from "../shortcuts/registry";
import { useSyncActions, useSyncStatus } from "../sync/useSync";
import { usePickFiles } from "../tray/usePickFiles";
import { AddFiles } from "./AddFiles";
import { DocumentsRoom } from "./DocumentsRoom";
import { addKeys, documentsKeys } from "./keys";
import { useDocuments } from "./useDocuments";

type DocumentsProps = { clientId: number; client: string };

export function Documents({ clientId, client }: DocumentsProps) {
  const pick = usePickFiles();
  useRoomKeys(addKeys, { add: () => pick(clientId) });
  return (
    <div className={classes.room}>
      <AddFiles clientId={clientId} />
      <DocumentsBody clientId={clientId} client={client} />
    </div>
  );
}

function DocumentsBody({ clientId, client }: DocumentsProps) {
  const { data, error, isFetching, refetch } = useDocuments(clientId);
  if (data == null) {
    if (error === null) {
      return (
        <>
          <HeldKeys keys={documentsKeys} />
          <Waiting label="Reading the documents" lines={10} />
        </>
      );
    }
    return (
      <Notice
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title="The documents could not be read"
        action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
        urgent
      >
        <p>{error.message}</p>
        <p>What is on this machine was kept. You can still add files.</p>
      </Notice>
    );
  }
  if (data.documents.length === 0) return <NoDocuments of={data} client={client} />;
  const problem =
    error === null ? null : { message: error.message, tryAgain: () => void refetch() };
  return <DocumentsRoom client={client} of={data} problem={problem} />;
}

function NoDocuments({ of, client }: { of: DocumentsOfClient; client: string }) {
  const status = useSyncStatus();
  const { start, busy } = useSyncActions();
  const icon = <IconFiles size={32} stroke={1.5} />;
  if (of.fetched_at !== null) {
    return (
      <Notice icon={icon} title={`There are no documents on ${client}’s file`}>
        Drop an ID, a utility bill or a letter of a bureau into this window, and it is prepared to
        be added.
      </Notice>
    );
  }
  if (status?.state === "signed_out") {
    return (
      <Notice icon={icon} title="Documents have not been fetched yet">
        Your session has ended. Once you sign in again, they are listed here.
      </Notice>
    );
  }
  if (status?.state === "done" || status?.state === "running") {
    return (
      <Notice icon={icon} title="Documents are on their way">
        They appear here as they arrive. You can add files already.
      </Notice>
    );
  }
  return (
    <Notice
      icon={icon}
      title={`The documents of ${client} were never fetched to this machine`}
      action={{ label: "Sync now", run: start, busy }}
    >
      They are listed here as soon as the server can be reached. You can add files already.
    </Notice>
  );
}
