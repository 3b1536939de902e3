// A grid of rows of which only those in sight are in the page. It holds the focus and names the row
// in hand; the keys of the room around it move through the rows.

import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, type RefObject, useEffect } from "react";
import classes from "./RowGrid.module.css";

const HEAD_HEIGHT = 32;

type RowGridProps<Row> = {
  scroller: RefObject<HTMLDivElement | null>;
  label: string;
  /** What one row is; the ids of the rows begin with it. */
  of: string;
  rows: readonly Row[];
  current: Row | undefined;
  columns: number;
  /** Of a row, in pixels. */
  height: number;
  /** Of the rows and the head: their padding, and as `--tracks` their columns. */
  rowClass: string | undefined;
  /** The cells of the head, where there is one. */
  head?: ReactNode;
  cells: (row: Row) => ReactNode;
  open: (row: Row) => void;
};

export function RowGrid<Row>(props: RowGridProps<Row>) {
  const { scroller, rows, current, columns, height, head, cells, open } = props;
  const headRows = head === undefined ? 0 : 1;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    scrollPaddingEnd: headRows * HEAD_HEIGHT,
  });
  const place = current === undefined ? -1 : rows.indexOf(current);
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(place, { align: "auto" });
  }, [virtualizer, place]);
  const shown = virtualizer.getVirtualItems();
  const rowId = (index: number) => `${props.of}-at-${index}`;

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length + headRows}
      aria-colcount={columns}
      aria-activedescendant={shown.some(({ index }) => index === place) ? rowId(place) : undefined}
      tabIndex={0}
    >
      {head !== undefined && (
        <div role="rowgroup" className={classes.head}>
          <div role="row" aria-rowindex={1} className={`${classes.headRow} ${props.rowClass}`}>
            {head}
          </div>
        </div>
      )}
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const row = rows[index];
          return (
            row !== undefined && (
              <div
                key={index}
                id={rowId(index)}
                role="row"
                aria-rowindex={index + headRows + 1}
                aria-selected={index === place}
                className={`${classes.row} ${props.rowClass}`}
                style={{ height, transform: `translateY(${start}px)` }}
                onClick={() => open(row)}
              >
                {cells(row)}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
