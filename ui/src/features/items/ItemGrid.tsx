import type { RefObject } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { HeadCell } from "../../shared/HeadCell";
import { RowGrid } from "../../shared/RowGrid";
import { useStore } from "../../shared/store";
import { COLUMNS } from "./columns";
import classes from "./ItemGrid.module.css";
import { ItemCells } from "./ItemGridCells";
import { itemsView, sortBy } from "./view";

type ItemGridProps = {
  scroller: RefObject<HTMLDivElement | null>;
  items: readonly ItemRow[];
  current: ItemRow | undefined;
  open: (item: ItemRow) => void;
};

export function ItemGrid({ scroller, items, current, open }: ItemGridProps) {
  const { sort, direction } = useStore(itemsView);
  return (
    <RowGrid
      scroller={scroller}
      label="Negative items"
      of="item"
      rows={items}
      current={current}
      columns={COLUMNS.length}
      height={44}
      rowClass={classes.row}
      head={COLUMNS.map(({ id, label }, at) => (
        <HeadCell
          key={id}
          column={id}
          place={at + 1}
          className={classes.headCell}
          sorted={id === sort ? direction : null}
          sort={() => sortBy(id)}
        >
          {label}
        </HeadCell>
      ))}
      cells={(item) => <ItemCells item={item} />}
      open={open}
    />
  );
}
