// What is known of a client, in groups.

import { IconUser } from "@tabler/icons-react";
import type { DetailGroup } from "../../bindings/DetailGroup";
import { DetailGroups } from "../../shared/DetailGroups";
import { Notice } from "../../shared/Notice";
import { useSyncActions } from "../sync/useSync";
import classes from "./Overview.module.css";

type OverviewProps = { client: string; groups: DetailGroup[] };

export function Overview({ client, groups }: OverviewProps) {
  const { start, busy } = useSyncActions();
  if (groups.some(({ details }) => details.length > 0)) return <DetailGroups groups={groups} />;
  return (
    <div className={classes.nothing}>
      <Notice
        icon={<IconUser size={32} stroke={1.5} />}
        title={`The server has no details of ${client}`}
        action={{ label: "Sync now", run: start, busy }}
      >
        They appear here once the server has them.
      </Notice>
    </div>
  );
}
