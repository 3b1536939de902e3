import { type MouseEvent, memo, type ReactNode } from "react";
import type { ClientRow } from "../../bindings/ClientRow";
import { Time } from "../../shared/Time";
import classes from "./ClientGrid.module.css";
import { type Column, type ColumnId, clientName, maskedSsn } from "./columns";

type ClientGridRowProps = {
  place: number;
  top: number;
  height: number;
  /** Undefined while the row is on its way. */
  row: ClientRow | undefined;
  columns: Column[];
  isCursor: boolean;
  isSelected: boolean;
  isOpen: boolean;
  press: (event: MouseEvent, place: number) => void;
  select: (place: number) => void;
};

export function rowId(place: number): string {
  return `client-at-${place}`;
}

export const ClientGridRow = memo(function ClientGridRow(props: ClientGridRowProps) {
  const { place, row, columns, isCursor, isSelected, isOpen } = props;
  return (
    // The grid holds the focus and names this row; the room's keys act on it.
    <div
      role="row"
      id={rowId(place)}
      aria-rowindex={place + 2}
      aria-selected={isSelected}
      aria-current={isOpen ? "true" : undefined}
      className={classes.row}
      data-cursor={isCursor}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      onClick={(event) => props.press(event, place)}
    >
      <Check {...props} />
      {columns.map(({ id }, at) => (
        <div
          key={id}
          role="gridcell"
          aria-colindex={at + 2}
          className={classes.cell}
          data-column={id}
        >
          {row === undefined ? <span className={classes.shape} /> : shown(id, row)}
        </div>
      ))}
    </div>
  );
});

function Check({ place, row, isSelected, select }: ClientGridRowProps) {
  return (
    <div
      role="gridcell"
      aria-colindex={1}
      className={classes.check}
      onClick={(event) => event.stopPropagation()}
    >
      {row !== undefined && (
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={`Select ${clientName(row)}`}
          checked={isSelected}
          onChange={() => select(place)}
        />
      )}
    </div>
  );
}

/** The list is ordered by the last name, so that is what the eye finds. */
function Name({ row }: { row: ClientRow }) {
  if (row.last_name === "") return clientName(row);
  const before = [row.first_name, row.middle_name].filter(Boolean).join(" ");
  return (
    <>
      {before} <b className={classes.last}>{row.last_name}</b>
    </>
  );
}

function shown(column: ColumnId, row: ClientRow): ReactNode {
  switch (column) {
    case "name":
      return <Name row={row} />;
    case "place":
      return row.place;
    case "email":
      return row.email;
    case "phone":
      return row.phone;
    case "ssn":
      return maskedSsn(row);
    case "updated":
      return row.updated_at === null ? "" : <Time at={row.updated_at} />;
    case "number":
      return row.id;
  }
}
