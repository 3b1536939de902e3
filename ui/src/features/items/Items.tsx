// A client's negative items: what is in the reports and is to be worked on.

import { IconAlertTriangle, IconChecklist } from "@tabler/icons-react";
import { Notice } from "../../shared/Notice";
import { Waiting } from "../../shared/Waiting";
import { HeldKeys } from "../shortcuts/HeldKeys";
import { useSyncActions, useSyncStatus } from "../sync/useSync";
import classes from "./Items.module.css";
import { ItemsRoom } from "./ItemsRoom";
import { itemsKeys } from "./keys";
import { useItems } from "./useItems";

type ItemsProps = { clientId: number; client: string };

export function Items({ clientId, client }: ItemsProps) {
  const { data, error, isFetching, refetch } = useItems(clientId);
  if (data == null) {
    if (error === null) {
      return (
        <>
          <HeldKeys keys={itemsKeys} />
          <Waiting label="Reading the items" lines={10} />
        </>
      );
    }
    return (
      <div className={classes.notice}>
        <Notice
          icon={<IconAlertTriangle size={32} stroke={1.5} />}
          title="The items could not be read"
          action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
          urgent
        >
          <p>{error.message}</p>
          <p>What is on this machine was kept.</p>
        </Notice>
      </div>
    );
  }
  if (data.items.length === 0) return <NoItems client={client} />;
  const problem =
    error === null ? null : { message: error.message, tryAgain: () => void refetch() };
  return <ItemsRoom clientId={clientId} items={data.items} problem={problem} />;
}

function NoItems({ client }: { client: string }) {
  const status = useSyncStatus();
  const { start, busy } = useSyncActions();
  const icon = <IconChecklist size={32} stroke={1.5} />;
  const arriving = status?.first === true && status.state === "running";
  return (
    <div className={classes.notice}>
      {arriving ? (
        <Notice icon={icon} title="Items are on their way">
          They appear here as they arrive.
        </Notice>
      ) : (
        <Notice
          icon={icon}
          title={
            status?.first === true
              ? "No items are on this machine yet"
              : `There are no negative items of ${client}`
          }
          action={{ label: "Sync now", run: start, busy }}
        >
          {status?.first === true
            ? "Those on the server appear here after the first complete sync."
            : "New ones appear here after a report has been read."}
        </Notice>
      )}
    </div>
  );
}
