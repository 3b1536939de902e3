// Credit reports for tests: three bureaus on two days.

import type { AccountRow } from "../bindings/AccountRow";
import type { Bureau } from "../bindings/Bureau";
import type { BureauHead } from "../bindings/BureauHead";
import type { Cell } from "../bindings/Cell";
import type { Letter } from "../bindings/Letter";
import type { ReportAccount } from "../bindings/ReportAccount";
import type { ReportSet } from "../bindings/ReportSet";
import type { ReportsOfClient } from "../bindings/ReportsOfClient";
import type { ReportView } from "../bindings/ReportView";

export const LATEST = "2026-03-14";
export const EARLIER = "2026-01-10";

const BUREAUS: readonly Bureau[] = ["equifax", "experian", "transunion"];

export const LETTERS: Letter[] = [
  { letter: "0", meaning: "On time", severity: "on_time" },
  { letter: "1", meaning: "30 days late", severity: "late30" },
  { letter: "2", meaning: "60 days late", severity: "late60" },
  { letter: "L", meaning: "Charge-off", severity: "lost" },
];

function reportSet(as_of: string): ReportSet {
  const reports = BUREAUS.map((bureau, at) => ({
    id: at + 1,
    bureau,
    report_date: as_of,
    vendor: "MyCreditApp",
    here: true,
  }));
  return { as_of, reports: reports as unknown as ReportSet["reports"] };
}

export function reportsOf(changes: Partial<ReportsOfClient> = {}): ReportsOfClient {
  return {
    sets: [reportSet(LATEST), reportSet(EARLIER)],
    fetched_at: "2026-07-03T12:04:00Z",
    on_their_way: 0,
    ...changes,
  };
}

export function bureauHead(bureau: Bureau, changes: Partial<BureauHead> = {}): BureauHead {
  return {
    bureau,
    report_date: LATEST,
    confirmation_number: null,
    frozen: false,
    score: 640,
    score_model: "VantageScore 3.0",
    score_before: 628,
    score_factors: [],
    accounts: 3,
    negative: 1,
    notices: [],
    ...changes,
  };
}

export function cell(text: string, before: string | null = null): Cell {
  return { text, before };
}

export function fact(label: string, changes: Partial<AccountRow> = {}): AccountRow {
  return { label, cells: [null, null, null], difference: "same", ...changes };
}

/** An account that all three bureaus report, without a blemish. */
export function account(name: string, changes: Partial<ReportAccount> = {}): ReportAccount {
  const ids = ["1", "2", "3"].map((bureau) => `${name}-${bureau}`);
  return {
    key: ids.join("/"),
    name,
    kind: "Credit card",
    number: "****1234",
    status: "Current",
    gone: false,
    negative: false,
    closed: false,
    disputed: false,
    match_score: 100,
    perhaps: [],
    differing: 0,
    rows: [fact("Balance", { cells: [cell("$100"), cell("$100"), cell("$100")] })],
    history: null,
    changes: [null, null, null],
    tradeline_ids: ids as ReportAccount["tradeline_ids"],
    ...changes,
  };
}

export function reportView(as_of: string, accounts: ReportAccount[]): ReportView {
  return {
    as_of,
    comparison: {
      bureaus: [bureauHead("equifax"), bureauHead("experian"), bureauHead("transunion")],
      accounts,
      inquiries: [],
      public_records: [],
      person: [],
      letters: LETTERS,
    },
    on_their_way: [],
    unreadable: [],
  };
}
