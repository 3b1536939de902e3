// How the agent looks at the items: which of them, and in what order. It is kept from client to
// client; the words that are searched for are not, because they name people.

import type { Bureau } from "../../bindings/Bureau";
import type { Direction } from "../../bindings/Direction";
import type { ItemRow } from "../../bindings/ItemRow";
import type { Standing } from "../../bindings/Standing";
import { BUREAUS, type BureauWords } from "../../shared/bureaus";
import { createStore } from "../../shared/store";
import { COLUMNS, type ColumnId, STANDINGS } from "./columns";

export type ItemsView = {
  bureau: Bureau | null;
  standing: Standing | null;
  /** As they come, without a column: what is being worked on first. */
  sort: ColumnId | null;
  direction: Direction;
};

export const FIRST_VIEW: ItemsView = {
  bureau: null,
  standing: null,
  sort: null,
  direction: "asc",
};

export const itemsView = createStore<ItemsView>(FIRST_VIEW);

/** Orders by this; a second time turns the order round. */
export function sortBy(id: ColumnId): void {
  itemsView.set((view) => (view.sort === id ? turned(view) : ordered(view, id)));
}

/** Orders by the column after this one, and after the last as the items come. */
export function sortByNext(): void {
  itemsView.set((view) => {
    const place = COLUMNS.findIndex(({ id }) => id === view.sort);
    return ordered(view, COLUMNS[place + 1]?.id ?? null);
  });
}

export function turnOrder(): void {
  itemsView.set(turned);
}

export function chooseBureau(bureau: Bureau | null): void {
  itemsView.set((view) => ({ ...view, bureau }));
}

export function chooseStanding(standing: Standing | null): void {
  itemsView.set((view) => ({ ...view, standing }));
}

/** The next bureau, and after the last all of them. */
export function nextBureau(): void {
  itemsView.set((view) => ({ ...view, bureau: after(BUREAUS, view.bureau) }));
}

/** The next standing that an item has, and after the last all of them. */
export function nextStanding(items: readonly ItemRow[]): void {
  const there = standingsOf(items);
  itemsView.set((view) => ({ ...view, standing: after(there, view.standing) }));
}

/** The standings to choose from; one in an unknown word only where there is such an item. */
export function standingsOf(items: readonly ItemRow[]): typeof STANDINGS {
  return STANDINGS.filter(
    ({ id }) => id !== "other" || items.some(({ standing }) => standing === id),
  );
}

function turned(view: ItemsView): ItemsView {
  return { ...view, direction: view.direction === "asc" ? "desc" : "asc" };
}

function ordered(view: ItemsView, sort: ColumnId | null): ItemsView {
  const column = COLUMNS.find(({ id }) => id === sort);
  return { ...view, sort, direction: column?.greatestFirst === true ? "desc" : "asc" };
}

function after<Id extends string>(list: readonly { id: Id }[], id: Id | null): Id | null {
  return list[list.findIndex((one) => one.id === id) + 1]?.id ?? null;
}

export type Wanted = Pick<ItemsView, "bureau" | "standing"> & { words: string };

/** The items that have all of the words and are of the chosen bureau and standing. */
export function wantedItems(items: readonly ItemRow[], wanted: Wanted): ItemRow[] {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  return items.filter((item) => {
    const text = [item.name, item.number, item.kind, item.status].join(" ").toLowerCase();
    return (
      (wanted.bureau === null || item.bureau === wanted.bureau) &&
      (wanted.standing === null || item.standing === wanted.standing) &&
      words.every((word) => text.includes(word))
    );
  });
}

/** In the chosen order; items that say nothing of it stand last either way. */
export function inOrder(
  items: readonly ItemRow[],
  { sort, direction }: Pick<ItemsView, "sort" | "direction">,
): ItemRow[] {
  const column = COLUMNS.find(({ id }) => id === sort);
  if (column === undefined) return direction === "asc" ? [...items] : [...items].reverse();
  const way = direction === "asc" ? 1 : -1;
  return [...items].sort((one, other) => {
    const [a, b] = [column.by(one), column.by(other)];
    if (a === b) return 0;
    if (a === null) return 1;
    if (b === null) return -1;
    return a < b ? -way : way;
  });
}

export type Balances = {
  of: readonly { bureau: BureauWords; cents: number }[];
  /** Items that do not say what is owed, or to which bureau. */
  untold: number;
};

/**
 * What is owed on the items that are not repaired, in cents. One debt stands with up to three
 * bureaus, so it is told bureau by bureau and there is no sum of them.
 */
export function balancesOf(items: readonly ItemRow[]): Balances {
  const open = items.filter(({ standing }) => standing !== "repaired");
  const told = open.filter((item) => item.balance_cents !== null && item.bureau !== null);
  const of = BUREAUS.flatMap((bureau) => {
    const here = told.filter((item) => item.bureau === bureau.id);
    const cents = here.reduce((sum, { balance_cents }) => sum + (balance_cents ?? 0), 0);
    return here.length === 0 ? [] : { bureau, cents };
  });
  return { of, untold: open.length - told.length };
}
