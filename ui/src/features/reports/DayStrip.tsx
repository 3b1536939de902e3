// The days of which there are reports, the latest at left.

import { ActionIcon, Tooltip } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconClock } from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { ReportSet } from "../../bindings/ReportSet";
import { BUREAUS } from "../../shared/bureaus";
import { countOf, inUsForm } from "../../shared/formats";
import { useAsOf } from "../sync/useAsOf";
import { AddReport } from "./AddReport";
import classes from "./DayStrip.module.css";
import type { Adding } from "./useAddReport";

type DayStripProps = {
  sets: ReportSet[];
  place: number;
  goTo: (place: number) => void;
  onTheirWay: number;
  fetchedAt: string | null;
  adding: Adding | null;
};

export function DayStrip({ sets, place, goTo, onTheirWay, fetchedAt, adding }: DayStripProps) {
  const asOf = useAsOf(fetchedAt);
  const chosen = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: follows the chosen day
  useEffect(() => {
    chosen.current?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [place]);
  return (
    <nav className={classes.strip} aria-label="Reports by day">
      <Step label="A later report" keyLabel="[" disabled={place === 0} go={() => goTo(place - 1)}>
        <IconChevronLeft size={16} stroke={1.5} />
      </Step>
      <div className={classes.days}>
        {sets.map((set, at) => (
          <button
            key={set.as_of}
            ref={at === place ? chosen : undefined}
            type="button"
            className={classes.day}
            aria-pressed={at === place}
            onClick={() => goTo(at)}
          >
            {inUsForm(set.as_of)}
            {at === 0 && <span className={classes.latest}>latest</span>}
            <Pips set={set} />
          </button>
        ))}
      </div>
      <Step
        label="An earlier report"
        keyLabel="]"
        disabled={place === sets.length - 1}
        go={() => goTo(place + 1)}
      >
        <IconChevronRight size={16} stroke={1.5} />
      </Step>
      <span className={classes.state}>
        {asOf !== null && <span>{asOf}</span>}
        {onTheirWay > 0 && (
          <span className={classes.onTheirWay} role="status">
            <IconClock size={14} stroke={1.5} aria-hidden />
            {countOf(onTheirWay, "report", "reports")} on the way
          </span>
        )}
        {adding !== null && <AddReport adding={adding} />}
      </span>
    </nav>
  );
}

type StepProps = {
  label: string;
  keyLabel: string;
  disabled: boolean;
  go: () => void;
  children: ReactNode;
};

function Step({ label, keyLabel, disabled, go, children }: StepProps) {
  return (
    <Tooltip label={`${label} (${keyLabel})`}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        aria-label={label}
        disabled={disabled}
        onClick={go}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Which bureaus reported on that day. */
function Pips({ set }: { set: ReportSet }) {
  const there = BUREAUS.filter((_, at) => set.reports[at] != null).map(({ name }) => name);
  return (
    <span className={classes.pips} title={there.join(", ")}>
      {BUREAUS.map(({ id }, at) => (
        <span
          key={id}
          className={classes.pip}
          data-bureau={id}
          data-there={set.reports[at] != null}
        />
      ))}
      <span className="heard-only">{there.join(", ")}</span>
    </span>
  );
}
