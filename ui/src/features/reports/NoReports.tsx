// Why there is no report to show, and the next step.

import { IconReportSearch } from "@tabler/icons-react";
import type { ReportsOfClient } from "../../bindings/ReportsOfClient";
import { clockTime } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import { useNow } from "../../shared/useNow";
import { useSyncActions, useSyncStatus } from "../sync/useSync";
import classes from "./Report.module.css";
import type { Adding } from "./useAddReport";

type NoReportsProps = { reports: ReportsOfClient; client: string; adding: Adding | null };

export function NoReports(props: NoReportsProps) {
  return (
    <div className={classes.notice}>
      <Why {...props} />
    </div>
  );
}

function Why({ reports, client, adding }: NoReportsProps) {
  const status = useSyncStatus();
  const { start, busy } = useSyncActions();
  const now = useNow();
  const icon = <IconReportSearch size={32} stroke={1.5} />;
  const syncNow = { label: "Sync now", run: start, busy };
  const { fetched_at } = reports;
  const cut = status?.state === "offline" || status?.state === "failed";

  if (reports.on_their_way > 0 || (fetched_at === null && status?.state === "running")) {
    return (
      <Notice icon={icon} title="Reports are on their way">
        They appear here as they arrive.
      </Notice>
    );
  }
  if (fetched_at !== null && adding !== null) {
    return (
      <Notice
        icon={icon}
        title={`There are no reports of ${client} yet`}
        action={{ label: "Add a report…", run: adding.run, busy: adding.busy }}
      >
        A report is added from a file of JSON in the form redress.report/1.
      </Notice>
    );
  }
  if (fetched_at !== null) {
    return (
      <Notice icon={icon} title={`The server has no reports of ${client}`} action={syncNow}>
        That was so {asOf(clockTime(fetched_at, now))}. New ones appear here after the next sync.
      </Notice>
    );
  }
  if (status?.state === "signed_out") {
    return (
      <Notice icon={icon} title="Reports have not been fetched yet">
        Your session has ended. Once you sign in again, they are fetched.
      </Notice>
    );
  }
  return (
    <Notice
      icon={icon}
      title={
        cut
          ? `Reports of ${client} were never fetched to this machine`
          : "Reports have not been fetched yet"
      }
      action={syncNow}
    >
      {cut
        ? "The server cannot be reached now. They are fetched as soon as it can."
        : "They are fetched with the next sync, and are here from then on, with or without a network."}
    </Notice>
  );
}

function asOf(time: string): string {
  return time.includes(",") ? `on ${time}` : `at ${time}`;
}
