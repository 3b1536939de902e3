import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import type { ItemRow } from "../../bindings/ItemRow";
import type { ItemsSearch } from "./address";

/** The item in hand and whether its details are open: both are in the address. */
export function useItemCursor(shown: readonly ItemRow[]) {
  const search = useSearch({ from: "/clients/$id/items" });
  const navigate = useNavigate({ from: "/clients/$id/items" });
  const { history } = useRouter();
  const current = shown[placeOf(shown, search.item)];

  function go(change: (before: ItemsSearch) => ItemsSearch, replace: boolean): void {
    // A key may still reach this page when the next one is already on its way.
    if (!history.location.pathname.endsWith("/items")) return;
    void navigate({ search: (before) => ({ ...before, ...change(before) }), replace });
  }

  return {
    current,
    opened: search.details === true ? current : undefined,
    /** From whatever the address says by now: keys may come faster than pages are drawn. */
    move: (to: (place: number) => number) =>
      go((before) => {
        const place = to(placeOf(shown, before.item));
        const next = shown[Math.max(0, Math.min(place, shown.length - 1))];
        return next === undefined ? {} : { item: next.id };
      }, true),
    open: ({ id }: ItemRow) => go(() => ({ item: id, details: true }), search.details === true),
    close: () => go(() => ({ details: undefined }), false),
  };
}

/** The first item where the address names none that is shown. */
function placeOf(shown: readonly ItemRow[], id: number | undefined): number {
  return Math.max(
    0,
    shown.findIndex((item) => item.id === id),
  );
}
