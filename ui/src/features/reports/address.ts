// What of the report is in front, as it stands in the address.
//
// An account is named by the bureaus' ids of it, so that it is found again in the report of
// another day, and from one of its items.

import type { Bureau } from "../../bindings/Bureau";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { BUREAUS } from "../../shared/bureaus";

export const SECTIONS = ["accounts", "inquiries", "records", "person"] as const;

export type Section = (typeof SECTIONS)[number];

export type ReportSearch = {
  /** The day of the reports, ISO; the latest without it. */
  day?: string;
  /** The accounts without it. */
  section?: Section;
  /** The first account without it. */
  account?: string;
  /** Where there is room for one pane: the account instead of the list. */
  alone?: true;
};

export function readReportSearch(read: Record<string, unknown>): ReportSearch {
  const section = SECTIONS.find((known) => known === read.section);
  return {
    ...(typeof read.day === "string" && { day: read.day }),
    ...(section !== undefined && { section }),
    ...(typeof read.account === "string" && { account: read.account }),
    ...(read.alone === true && { alone: true as const }),
  };
}

/** Names an account by a bureau's id of it. */
export function tradelineAddress(bureau: Bureau, tradelineId: string): string {
  const letters = BUREAUS.find(({ id }) => id === bureau)?.letters ?? bureau;
  return `${letters}:${encodeURIComponent(tradelineId)}`;
}

export function accountAddress(account: ReportAccount): string {
  const names = namesOf(account);
  return names.length > 0 ? names.join(" ") : `key:${account.key}`;
}

/** The place of the account that shares the most ids with the address; -1 when none does. */
export function placeOfAccount(accounts: readonly ReportAccount[], address: string): number {
  const wanted = new Set(address.split(" "));
  let best = { place: -1, shared: 0 };
  accounts.forEach((account, place) => {
    const shared = namesOf(account).filter((name) => wanted.has(name)).length;
    if (shared > best.shared) best = { place, shared };
  });
  return best.place >= 0
    ? best.place
    : accounts.findIndex((account) => accountAddress(account) === address);
}

/** An empty id is none: not every report has them. */
function namesOf(account: ReportAccount): string[] {
  return BUREAUS.flatMap(({ id }, at) => {
    const tradelineId = account.tradeline_ids[at];
    return tradelineId ? [tradelineAddress(id, tradelineId)] : [];
  });
}
