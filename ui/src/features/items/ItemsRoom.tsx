// The table of items with its filters, the details at right, and what is owed below.

import { useElementSize } from "@mantine/hooks";
import { IconFilterOff } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { Notice } from "../../shared/Notice";
import { NotRenewed, type Problem } from "../../shared/Room";
import shared from "../../shared/Room.module.css";
import { useStore } from "../../shared/store";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { ItemDetails } from "./ItemDetails";
import { ItemFilters } from "./ItemFilters";
import { ItemGrid } from "./ItemGrid";
import classes from "./Items.module.css";
import { ItemsFoot } from "./ItemsFoot";
import { itemsKeys } from "./keys";
import { useItemCursor } from "./useItemCursor";
import { useShowInReport } from "./useShowInReport";
import {
  FIRST_VIEW,
  inOrder,
  itemsView,
  nextBureau,
  nextStanding,
  sortByNext,
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
  const navigate = useNavigate();
  const showInReport = useShowInReport(clientId);
  const { ref, width } = useElementSize();
  const grid = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);

  const shown = useMemo(
    () => inOrder(wantedItems(items, { words, bureau, standing }), { sort, direction }),
    [items, words, bureau, standing, sort, direction],
  );
  const cursor = useItemCursor(shown);
  const { current, opened } = cursor;
  const alone = opened !== undefined && width > 0 && width < TWO_PANES;
  const toGrid = () => grid.current?.focus({ preventScroll: true });

  function move(to: (place: number) => number): void {
    if (document.activeElement !== box.current) toGrid();
    cursor.move(to);
  }

  function close(): void {
    cursor.close();
    toGrid();
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
    if (document.activeElement === box.current) return toGrid();
    return opened !== undefined ? close() : NOT_NOW;
  }

  useRoomKeys(itemsKeys, {
    next: () => move((place) => place + 1),
    previous: () => move((place) => place - 1),
    first: () => move(() => 0),
    last: () => move(() => shown.length - 1),
    open: () => current !== undefined && cursor.open(current),
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
          <ItemGrid scroller={grid} items={shown} current={current} open={cursor.open} />
        )}
        {!alone && shown.length === 0 && <NoMatch clear={() => setWords("")} />}
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
      <ItemsFoot shown={shown} all={items.length} />
    </div>
  );
}

function NoMatch({ clear }: { clear: () => void }) {
  function showAll(): void {
    clear();
    itemsView.set(FIRST_VIEW);
  }

  return (
    <Notice
      icon={<IconFilterOff size={32} stroke={1.5} />}
      title="No item matches"
      action={{ label: "Show all items", run: showAll }}
    >
      The words look at furnishers, numbers, kinds and how items stand.
    </Notice>
  );
}
