// The table of items with its filters, the details at right, and the sum below.

import { useElementSize } from "@mantine/hooks";
import { IconFilterOff } from "@tabler/icons-react";
import { useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { formatCents } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import { NotRenewed, type Problem, RoomFoot } from "../../shared/Room";
import shared from "../../shared/Room.module.css";
import { useStore } from "../../shared/store";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { useAsOf } from "../sync/useAsOf";
import type { ItemsSearch } from "./address";
import { ItemDetails } from "./ItemDetails";
import { ItemFilters } from "./ItemFilters";
import { ItemGrid } from "./ItemGrid";
import classes from "./Items.module.css";
import { itemsKeys } from "./keys";
import { useShowInReport } from "./useShowInReport";
import {
  FIRST_VIEW,
  inOrder,
  itemsView,
  nextBureau,
  nextStanding,
  sortByNext,
  sumOf,
  turnOrder,
  wantedItems,
} from "./view";

/** Narrower than this there is room for the table or the details. */
const TWO_PANES = 640;

type ItemsRoomProps = {
  clientId: number;
  items: readonly ItemRow[];
  problem: Problem | null;
};

export function ItemsRoom({ clientId, items, problem }: ItemsRoomProps) {
  const [words, setWords] = useState("");
  const { bureau, standing, sort, direction } = useStore(itemsView);
  const search = useSearch({ from: "/clients/$id/items" });
  const navigate = useNavigate({ from: "/clients/$id/items" });
  const { history } = useRouter();
  const showInReport = useShowInReport(clientId);
  const { ref, width } = useElementSize();
  const grid = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);

  const shown = useMemo(
    () => inOrder(wantedItems(items, { words, bureau, standing }), { sort, direction }),
    [items, words, bureau, standing, sort, direction],
  );
  const current = shown[placeOf(shown, search.item)];
  const opened = search.details === true ? current : undefined;
  const alone = opened !== undefined && width > 0 && width < TWO_PANES;

  function go(change: (before: ItemsSearch) => ItemsSearch, replace: boolean): void {
    // A key may still reach this page when the next one is already on its way.
    if (!history.location.pathname.endsWith("/items")) return;
    void navigate({ search: (before) => ({ ...before, ...change(before) }), replace });
  }

  /** From whatever the address says by now: keys may come faster than pages are drawn. */
  function move(to: (place: number) => number): void {
    if (document.activeElement !== box.current) grid.current?.focus({ preventScroll: true });
    go((before) => {
      const place = to(placeOf(shown, before.item));
      const next = shown[Math.max(0, Math.min(place, shown.length - 1))];
      return next === undefined ? {} : { item: next.id };
    }, true);
  }

  function open(item: ItemRow | undefined): void {
    if (item !== undefined) go(() => ({ item: item.id, details: true }), search.details === true);
  }

  function close(): void {
    go(() => ({ details: undefined }), false);
    grid.current?.focus({ preventScroll: true });
  }

  function write(item: ItemRow | undefined): void {
    if (item === undefined) return;
    void navigate({
      to: "/clients/$id/letters",
      params: { id: clientId },
      search: { write: true, item: item.id },
    });
  }

  function leave(): unknown {
    if (words !== "") return setWords("");
    if (document.activeElement === box.current) return grid.current?.focus();
    return opened !== undefined ? close() : NOT_NOW;
  }

  useRoomKeys(itemsKeys, {
    next: () => move((place) => place + 1),
    previous: () => move((place) => place - 1),
    first: () => move(() => 0),
    last: () => move(() => shown.length - 1),
    open: () => open(current),
    report: () => showInReport(current),
    write: () => write(current),
    search: () => {
      box.current?.focus();
      box.current?.select();
    },
    bureau: nextBureau,
    standing: () => nextStanding(items),
    order: sortByNext,
    turn: turnOrder,
    leave,
  });

  return (
    <div ref={ref} className={shared.room}>
      <NotRenewed what="items" problem={problem} className={classes.problem} />
      <ItemFilters box={box} words={words} setWords={setWords} items={items} />
      <div
        className={classes.panes}
        data-panes={opened === undefined ? "table" : alone ? "details" : "both"}
      >
        {!alone && shown.length > 0 && (
          <ItemGrid scroller={grid} items={shown} current={current} open={open} />
        )}
        {!alone && shown.length === 0 && (
          <Notice
            icon={<IconFilterOff size={32} stroke={1.5} />}
            title="No item matches"
            action={{
              label: "Show all items",
              run: () => {
                setWords("");
                itemsView.set(FIRST_VIEW);
              },
            }}
          >
            The words look at furnishers, numbers, kinds and how items stand.
          </Notice>
        )}
        {opened !== undefined && (
          <ItemDetails
            key={opened.id}
            item={opened}
            close={close}
            showInReport={() => showInReport(opened)}
            write={() => write(opened)}
          />
        )}
      </div>
      <Foot shown={shown} all={items.length} />
    </div>
  );
}

/** The first item where the address names none that is shown. */
function placeOf(shown: readonly ItemRow[], id: number | undefined): number {
  return Math.max(
    0,
    shown.findIndex((item) => item.id === id),
  );
}

function Foot({ shown, all }: { shown: readonly ItemRow[]; all: number }) {
  const asOf = useAsOf();
  const { cents, told } = sumOf(shown);
  return (
    <RoomFoot shown={shown.length} all={all} of={["item", "items"]}>
      {asOf !== null && <span>{asOf}</span>}
      <span className={classes.sum}>
        Balances as each bureau reports them <b>{formatCents(cents)}</b>
        {told < shown.length && ` in ${told} of ${shown.length}`}
      </span>
    </RoomFoot>
  );
}
