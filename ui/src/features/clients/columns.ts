// The columns of the list of clients and what each shows.

import type { ClientRow } from "../../bindings/ClientRow";
import type { ClientSort } from "../../bindings/ClientSort";

export type ColumnId = "name" | "place" | "email" | "phone" | "ssn" | "updated" | "number";

export type Column = {
  id: ColumnId;
  label: string;
  /** What the list is ordered by when this column is chosen; the SSN has no order. */
  sort: ClientSort | null;
  /** A track of the grid. */
  width: string;
};

export const COLUMNS: readonly Column[] = [
  { id: "name", label: "Name", sort: "name", width: "minmax(144px, 2.2fr)" },
  { id: "place", label: "Place", sort: "place", width: "minmax(104px, 1.4fr)" },
  { id: "email", label: "E-mail", sort: "email", width: "minmax(160px, 2.2fr)" },
  { id: "phone", label: "Phone", sort: "phone", width: "minmax(132px, 1fr)" },
  { id: "ssn", label: "SSN", sort: null, width: "minmax(112px, 0.8fr)" },
  { id: "updated", label: "Updated", sort: "updated_at", width: "minmax(100px, 0.8fr)" },
  { id: "number", label: "Number", sort: "id", width: "minmax(80px, 0.6fr)" },
];

export const FIRST_COLUMNS: readonly ColumnId[] = [
  "name",
  "place",
  "email",
  "phone",
  "ssn",
  "updated",
];

/** The chosen columns in their fixed order; beside an open client only the first two fit. */
export function shownColumns(chosen: readonly ColumnId[], narrow: boolean): Column[] {
  const columns = COLUMNS.filter(({ id }) => id === "name" || chosen.includes(id));
  return narrow ? columns.slice(0, 2) : columns;
}

export function clientName(row: ClientRow): string {
  const name = [row.first_name, row.middle_name, row.last_name].filter(Boolean).join(" ");
  return name === "" ? `Client ${row.id}` : name;
}

/** `•••-••-1234`; empty when the server has no number. */
export function maskedSsn(row: ClientRow): string {
  return row.ssn_last4 === "" ? "" : `•••-••-${row.ssn_last4}`;
}
