// The items as a table of which only the visible part is in the page.

import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { useStore } from "../../shared/store";
import { COLUMNS, type Column } from "./columns";
import classes from "./ItemGrid.module.css";
import { ItemGridRow, rowId } from "./ItemGridRow";
import { itemsView, sortBy } from "./view";

const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 32;

type ItemGridProps = {
  scroller: RefObject<HTMLDivElement | null>;
  items: readonly ItemRow[];
  current: ItemRow | undefined;
  open: (item: ItemRow) => void;
};

export function ItemGrid({ scroller, items, current, open }: ItemGridProps) {
  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const place = current === undefined ? -1 : items.indexOf(current);
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(place, { align: "auto" });
  }, [virtualizer, place]);
  const shown = virtualizer.getVirtualItems();

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label="Negative items"
      aria-rowcount={items.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={shown.some(({ index }) => index === place) ? rowId(place) : undefined}
      tabIndex={0}
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.headRow}>
          {COLUMNS.map((column, at) => (
            <HeadCell key={column.id} column={column} place={at + 1} />
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const item = items[index];
          return (
            item !== undefined && (
              <ItemGridRow
                key={index}
                place={index}
                top={start}
                height={ROW_HEIGHT}
                item={item}
                isCursor={index === place}
                open={open}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

function HeadCell({ column, place }: { column: Column; place: number }) {
  const { sort, direction } = useStore(itemsView);
  const sorted = column.id === sort;
  const Arrow = direction === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <div
      role="columnheader"
      aria-colindex={place}
      aria-sort={sorted ? (direction === "asc" ? "ascending" : "descending") : undefined}
      className={classes.headCell}
      data-column={column.id}
    >
      <button type="button" className={classes.sort} onClick={() => sortBy(column.id)}>
        {column.label}
        {sorted && <Arrow size={14} stroke={1.5} aria-hidden />}
      </button>
    </div>
  );
}
