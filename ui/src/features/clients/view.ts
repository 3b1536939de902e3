// How the agent looks at the list. Columns and order are kept for the next start; what was
// searched for and selected is not, because it names people.

import type { ClientSort } from "../../bindings/ClientSort";
import type { Direction } from "../../bindings/Direction";
import { createStore } from "../../shared/store";
import { COLUMNS, type ColumnId, FIRST_COLUMNS } from "./columns";
import type { Cursor } from "./settle";

export type Kept = { columns: readonly ColumnId[]; sort: ClientSort; direction: Direction };

export type Whereabouts = { cursor: Cursor; top: number };

const NOWHERE: Whereabouts = { cursor: { id: null, place: 0 }, top: 0 };
const KEPT_AS = "redress.clients";
const FIRST: Kept = { columns: FIRST_COLUMNS, sort: "name", direction: "asc" };

export const keptView = createStore<Kept>(readKept(localStorage.getItem(KEPT_AS)));
export const search = createStore("");
export const listHidden = createStore(false);
/** Names of the selected clients by id, in the order they were selected. */
export const selection = createStore<ReadonlyMap<number, string>>(new Map());

/** Where the agent was in the list, for when it is shown again. */
export const whereabouts = createStore<Whereabouts>(NOWHERE);

keptView.subscribe(() => localStorage.setItem(KEPT_AS, JSON.stringify(keptView.get())));

/** What was kept, as far as this version of the program knows it. */
export function readKept(text: string | null): Kept {
  let read: Partial<Record<keyof Kept, unknown>>;
  try {
    read = JSON.parse(text ?? "{}") ?? {};
  } catch {
    return FIRST;
  }
  const columns = Array.isArray(read.columns) ? (read.columns as unknown[]) : null;
  const sort = COLUMNS.find((column) => column.sort !== null && column.sort === read.sort)?.sort;
  return {
    columns:
      columns === null
        ? FIRST.columns
        : COLUMNS.map(({ id }) => id).filter((id) => columns.includes(id)),
    sort: sort ?? FIRST.sort,
    direction: read.direction === "desc" ? "desc" : "asc",
  };
}

export function chooseColumns(columns: readonly ColumnId[]): void {
  keptView.set((kept) => ({ ...kept, columns }));
}

/** Orders by this; a second time turns the order round. Dates begin with the newest. */
export function sortBy(sort: ClientSort): void {
  keptView.set((kept) => {
    const first: Direction = sort === "updated_at" ? "desc" : "asc";
    if (kept.sort !== sort) return { ...kept, sort, direction: first };
    return { ...kept, direction: kept.direction === "asc" ? "desc" : "asc" };
  });
}

export function toggleSelected(id: number, name: string): void {
  selection.set((selected) => {
    const next = new Map(selected);
    if (!next.delete(id)) next.set(id, name);
    return next;
  });
}

export function selectAll(clients: Iterable<readonly [number, string]>): void {
  selection.set((selected) => new Map([...selected, ...clients]));
}

export function clearSelection(): void {
  selection.set(new Map());
}

/** Forgets what names people; called when the account goes. */
export function resetClientsView(): void {
  search.set("");
  listHidden.set(false);
  whereabouts.set(NOWHERE);
  clearSelection();
}
