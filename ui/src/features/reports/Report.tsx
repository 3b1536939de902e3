// A client's credit reports: a day of them, three bureaus side by side.

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconReportSearch } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import type { ReportsOfClient } from "../../bindings/ReportsOfClient";
import type { ReportView } from "../../bindings/ReportView";
import { Notice } from "../../shared/Notice";
import { Waiting } from "../../shared/Waiting";
import { HeldKeys } from "../shortcuts/HeldKeys";
import { useRoomKeys } from "../shortcuts/registry";
import { Accounts } from "./Accounts";
import { AddReportKey } from "./AddReport";
import type { Section } from "./address";
import { BureauHeads } from "./BureauHeads";
import { DayStrip } from "./DayStrip";
import { accountKeys, reportKeys } from "./keys";
import { NoReports } from "./NoReports";
import { Person } from "./Person";
import { Records } from "./Records";
import classes from "./Report.module.css";
import { SectionStrip } from "./SectionStrip";
import { Unread } from "./Unread";
import { type Adding, useAddReport } from "./useAddReport";
import { useGo } from "./useGo";
import { useReports, useReportView } from "./useReports";

const INQUIRY_HEADS = [
  { label: "Who asked", width: "24%" },
  { label: "Kind", width: "9%" },
  { label: "Date", width: "12%" },
];
const RECORD_HEADS = [
  { label: "Record", width: "17%" },
  { label: "Court", width: "19%" },
  { label: "Filed", width: "12%" },
];

type ReportProps = { clientId: number; client: string };

export function Report(props: ReportProps) {
  const adding = useAddReport(props.clientId);
  return (
    <>
      {adding !== null && <AddReportKey adding={adding} />}
      <ReportBody {...props} adding={adding} />
    </>
  );
}

function ReportBody({ clientId, client, adding }: ReportProps & { adding: Adding | null }) {
  const { data, error, isFetching, refetch } = useReports(clientId);
  const tryAgain = () => void refetch();
  if (data == null) {
    if (error === null) return <Reading label="Reading the reports" />;
    return (
      <Failed
        title="The reports could not be read"
        message={error.message}
        tryAgain={tryAgain}
        busy={isFetching}
      />
    );
  }
  if (data.sets.length === 0) {
    return <NoReports reports={data} client={client} adding={adding} />;
  }
  return (
    <div className={classes.room}>
      {error !== null && <NotRenewed message={error.message} tryAgain={tryAgain} />}
      <Reports clientId={clientId} reports={data} adding={adding} />
    </div>
  );
}

type ReportsProps = { clientId: number; reports: ReportsOfClient; adding: Adding | null };

function Reports({ clientId, reports, adding }: ReportsProps) {
  const { sets } = reports;
  // Each for itself: going from account to account draws none of this again.
  const from = "/clients/$id/report";
  const wanted = useSearch({ from, select: ({ day }) => day });
  const section = useSearch({ from, select: (search) => search.section ?? "accounts" });
  const place = Math.max(
    0,
    sets.findIndex(({ as_of }) => as_of === wanted),
  );
  const day = sets[place]?.as_of ?? "";
  const { data, error, isFetching, isPlaceholderData, refetch } = useReportView(clientId, day);
  const go = useGo();

  const goToDay = (next: number) => {
    const set = sets[next];
    if (set !== undefined && next !== place) {
      go({ day: next === 0 ? undefined : set.as_of }, false);
    }
  };
  const goToSection = (next: Section) =>
    go({ section: next === "accounts" ? undefined : next, alone: undefined }, false);
  useRoomKeys(reportKeys, {
    earlier: () => goToDay(place + 1),
    later: () => goToDay(place - 1),
    accounts: () => goToSection("accounts"),
    inquiries: () => goToSection("inquiries"),
    records: () => goToSection("records"),
    person: () => goToSection("person"),
  });

  return (
    <>
      <DayStrip
        sets={sets}
        place={place}
        goTo={goToDay}
        onTheirWay={reports.on_their_way}
        fetchedAt={reports.fetched_at}
        adding={adding}
      />
      {data == null && error === null && <Reading label="Reading the report" />}
      {data == null && error !== null && (
        <Failed
          title="The report could not be read"
          message={error.message}
          tryAgain={() => void refetch()}
          busy={isFetching}
        />
      )}
      {data != null && (
        <div className={classes.report} aria-busy={isPlaceholderData}>
          {error !== null && <NotRenewed message={error.message} tryAgain={() => void refetch()} />}
          <Unread sentences={data.unreadable} />
          <BureauHeads view={data} />
          {data.comparison.bureaus.every((head) => head === null) ? (
            <NothingHere view={data} />
          ) : (
            <>
              <SectionStrip view={data} section={section} goTo={goToSection} />
              <SectionBody view={data} section={section} />
            </>
          )}
        </div>
      )}
    </>
  );
}

function SectionBody({ view, section }: { view: ReportView; section: Section }) {
  const { comparison } = view;
  switch (section) {
    case "accounts":
      return <Accounts view={view} />;
    case "inquiries":
      return (
        <Records
          rows={comparison.inquiries}
          label="Inquiries"
          heads={INQUIRY_HEADS}
          none="No bureau lists an inquiry."
          bureaus={comparison.bureaus}
        />
      );
    case "records":
      return (
        <Records
          rows={comparison.public_records}
          label="Public records"
          heads={RECORD_HEADS}
          none="No bureau lists a public record."
          bureaus={comparison.bureaus}
        />
      );
    case "person":
      return <Person rows={comparison.person} bureaus={comparison.bureaus} />;
  }
}

/** No bureau's report of that day is here to be shown. */
function NothingHere({ view }: { view: ReportView }) {
  const icon = <IconReportSearch size={32} stroke={1.5} />;
  return (
    <div className={classes.notice}>
      {view.on_their_way.length > 0 ? (
        <Notice icon={icon} title="These reports are on their way">
          They appear here as they arrive.
        </Notice>
      ) : (
        <Notice icon={icon} title="Nothing of these reports can be shown">
          What arrived was kept. Reports of other days are above.
        </Notice>
      )}
    </div>
  );
}

function Reading({ label }: { label: string }) {
  return (
    <>
      <HeldKeys keys={accountKeys} />
      <Waiting label={label} lines={10} />
    </>
  );
}

type FailedProps = { title: string; message: string; tryAgain: () => void; busy: boolean };

function Failed({ title, message, tryAgain, busy }: FailedProps) {
  return (
    <div className={classes.notice}>
      <Notice
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title={title}
        action={{ label: "Try again", run: tryAgain, busy }}
        urgent
      >
        <p>{message}</p>
        <p>What is on this machine was kept.</p>
      </Notice>
    </div>
  );
}

function NotRenewed({ message, tryAgain }: { message: string; tryAgain: () => void }) {
  return (
    <div className={classes.problem} role="alert">
      <span>This could not be renewed. {message}</span>
      <Button variant="subtle" onClick={tryAgain}>
        Try again
      </Button>
    </div>
  );
}
