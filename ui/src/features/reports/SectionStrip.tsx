// The parts of a report, with how much is in each.

import { Tooltip } from "@mantine/core";
import type { ReportView } from "../../bindings/ReportView";
import { formatCount } from "../../shared/formats";
import type { Section } from "./address";
import classes from "./SectionStrip.module.css";

type SectionStripProps = {
  view: ReportView;
  section: Section;
  goTo: (section: Section) => void;
};

export function SectionStrip({ view, section, goTo }: SectionStripProps) {
  const { accounts, inquiries, public_records } = view.comparison;
  const parts: { id: Section; label: string; key: string; count: number | null }[] = [
    { id: "accounts", label: "Accounts", key: "A", count: accounts.length },
    { id: "inquiries", label: "Inquiries", key: "I", count: inquiries.length },
    { id: "records", label: "Public records", key: "P", count: public_records.length },
    { id: "person", label: "Personal", key: "D", count: null },
  ];
  return (
    <nav className={classes.strip} aria-label="Parts of the report">
      {parts.map(({ id, label, key, count }) => (
        <Tooltip key={id} label={`${label} (${key})`}>
          <button
            type="button"
            className={classes.part}
            aria-pressed={id === section}
            onClick={() => goTo(id)}
          >
            {label}
            {count !== null && <span className={classes.count}>{formatCount(count)}</span>}
          </button>
        </Tooltip>
      ))}
    </nav>
  );
}
