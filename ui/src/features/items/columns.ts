// The columns of the table of items, and what each is ordered by.

import type { ItemRow } from "../../bindings/ItemRow";
import type { Standing } from "../../bindings/Standing";
import { BUREAUS } from "../../shared/bureaus";

export type ColumnId =
  | "name"
  | "kind"
  | "bureau"
  | "status"
  | "balance"
  | "past_due"
  | "opened"
  | "reported"
  | "standing";

export type Column = {
  id: ColumnId;
  label: string;
  /** Null where the item says nothing. */
  by: (item: ItemRow) => string | number | null;
  /** Money and dates begin with the greatest. */
  greatestFirst: boolean;
};

export const STANDINGS: readonly { id: Standing; label: string }[] = [
  { id: "new", label: "New" },
  { id: "not_processed", label: "Not processed" },
  { id: "in_progress", label: "In progress" },
  { id: "repaired", label: "Repaired" },
  { id: "other", label: "Other" },
];

export const COLUMNS: readonly Column[] = [
  { id: "name", label: "Furnisher", by: ({ name }) => words(name), greatestFirst: false },
  { id: "kind", label: "Kind", by: ({ kind }) => words(kind), greatestFirst: false },
  {
    id: "bureau",
    label: "Bureau",
    by: ({ bureau }) => placeIn(BUREAUS, bureau),
    greatestFirst: false,
  },
  { id: "status", label: "Status", by: ({ status }) => words(status), greatestFirst: false },
  {
    id: "balance",
    label: "Balance",
    by: ({ balance_cents }) => balance_cents,
    greatestFirst: true,
  },
  {
    id: "past_due",
    label: "Past due",
    by: ({ past_due }) => dollarsIn(past_due),
    greatestFirst: true,
  },
  { id: "opened", label: "Opened", by: ({ opened_on }) => opened_on, greatestFirst: true },
  { id: "reported", label: "Reported", by: ({ reported_on }) => reported_on, greatestFirst: true },
  {
    id: "standing",
    label: "Standing",
    by: ({ standing }) => placeIn(STANDINGS, standing),
    greatestFirst: false,
  },
];

export function standingWord(standing: Standing): string {
  return STANDINGS.find(({ id }) => id === standing)?.label ?? "Other";
}

function words(text: string): string | null {
  return text === "" ? null : text.toLowerCase();
}

function placeIn(list: readonly { id: string }[], id: string | null): number | null {
  const place = list.findIndex((one) => one.id === id);
  return place < 0 ? null : place;
}

/** `$1,250.50` is 1250.5. */
function dollarsIn(text: string): number | null {
  const amount = Number.parseFloat(text.replace(/[$,]/g, ""));
  return Number.isNaN(amount) ? null : amount;
}
