// The rows themselves: a grid of which only the visible part is in the page.

import type { CSSProperties, MouseEvent } from "react";
import { HeadCell } from "../../shared/HeadCell";
import { useStore } from "../../shared/store";
import classes from "./ClientGrid.module.css";
import { ClientGridRow, rowId } from "./ClientGridRow";
import { type Column, shownColumns } from "./columns";
import { type ClientGrid as Grid, ROW_HEIGHT } from "./useClientGrid";
import { keptView, selection, sortBy } from "./view";
import { rowAt } from "./windows";

type ClientGridProps = { grid: Grid; narrow: boolean; openId: number | null };

export function ClientGrid({ grid, narrow, openId }: ClientGridProps) {
  const kept = useStore(keptView);
  const selected = useStore(selection);
  const columns = shownColumns(kept.columns, narrow);
  const { rows, cursor, items } = grid;
  if (rows === null) return null;

  const tracks = ["32px", ...columns.map(({ width }) => width)].join(" ");
  const isCursor = (place: number) =>
    cursor.id === null ? place === cursor.place : rowAt(rows, place)?.id === cursor.id;
  const onScreen = items.find(({ index }) => isCursor(index));

  function press(event: MouseEvent, place: number): void {
    if (event.shiftKey) grid.selectTo(place);
    else if (event.ctrlKey || event.metaKey) grid.selectAt(place);
    else grid.openAt(place);
  }

  return (
    <div
      ref={grid.scroller}
      className={classes.grid}
      style={{ "--tracks": narrow ? "32px minmax(0, 1fr) 88px" : tracks } as CSSProperties}
      role="grid"
      aria-label="Clients"
      aria-rowcount={rows.total + 1}
      aria-colcount={columns.length + 1}
      aria-multiselectable
      aria-busy={grid.earlier}
      aria-activedescendant={onScreen && rowId(onScreen.index)}
      tabIndex={0}
      data-selecting={selected.size > 0}
    >
      <GridHead columns={columns} />
      <div role="rowgroup" className={classes.body} style={{ height: grid.height }}>
        {items.map(({ index, start }) => {
          const row = rowAt(rows, index);
          return (
            <ClientGridRow
              key={index}
              place={index}
              top={start}
              height={ROW_HEIGHT}
              row={row}
              columns={columns}
              isCursor={isCursor(index)}
              isSelected={row !== undefined && selected.has(row.id)}
              isOpen={row !== undefined && row.id === openId}
              press={press}
              select={grid.selectAt}
            />
          );
        })}
      </div>
    </div>
  );
}

function GridHead({ columns }: { columns: Column[] }) {
  const { sort, direction } = useStore(keptView);
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        <div role="columnheader" aria-colindex={1}>
          <span className="heard-only">Selected</span>
        </div>
        {columns.map(({ id, label, sort: by }, at) => (
          <HeadCell
            key={id}
            column={id}
            place={at + 2}
            sorted={by !== null && by === sort ? direction : null}
            sort={by === null ? undefined : () => sortBy(by)}
          >
            {label}
          </HeadCell>
        ))}
      </div>
    </div>
  );
}
