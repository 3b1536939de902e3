import { memo, type ReactNode } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { BureauMark } from "../../shared/BureauMark";
import { BUREAUS } from "../../shared/bureaus";
import { inUsForm } from "../../shared/formats";
import { COLUMNS, type ColumnId } from "./columns";
import { Flags, NotToBeDisputed } from "./Flags";
import classes from "./ItemGrid.module.css";
import { StandingWord } from "./StandingWord";

type ItemGridRowProps = {
  place: number;
  top: number;
  height: number;
  item: ItemRow;
  isCursor: boolean;
  open: (item: ItemRow) => void;
};

export function rowId(place: number): string {
  return `item-at-${place}`;
}

export const ItemGridRow = memo(function ItemGridRow(props: ItemGridRowProps) {
  const { place, item, isCursor } = props;
  return (
    // The grid holds the focus and names this row; the room's keys act on it.
    <div
      role="row"
      id={rowId(place)}
      aria-rowindex={place + 2}
      aria-selected={isCursor}
      className={classes.row}
      data-settled={item.standing === "repaired" || item.not_dispute}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      onClick={() => props.open(item)}
    >
      {COLUMNS.map(({ id }, at) => (
        <div
          key={id}
          role="gridcell"
          aria-colindex={at + 1}
          className={classes.cell}
          data-column={id}
        >
          {shown(id, item)}
        </div>
      ))}
    </div>
  );
});

function shown(column: ColumnId, item: ItemRow): ReactNode {
  switch (column) {
    case "name":
      return <Name item={item} />;
    case "kind":
      return item.kind;
    case "bureau":
      return <ReportedBy item={item} />;
    case "status":
      return (
        <>
          <span className={classes.line} title={item.status}>
            {item.status}
          </span>
          <Flags item={item} />
        </>
      );
    case "balance":
      return item.balance;
    case "past_due":
      return item.past_due;
    case "opened":
      return item.opened_on === null ? "" : inUsForm(item.opened_on);
    case "reported":
      return item.reported_on === null ? "" : inUsForm(item.reported_on);
    case "standing":
      return (
        <>
          <StandingWord standing={item.standing} />
          {item.not_dispute && <NotToBeDisputed />}
        </>
      );
  }
}

function Name({ item }: { item: ItemRow }) {
  return (
    <>
      <span className={classes.name} title={item.name}>
        {item.name}
      </span>
      <span className={classes.number}>
        <span className={classes.kindBelow}>{item.kind} </span>
        <span>{item.number}</span>
      </span>
    </>
  );
}

function ReportedBy({ item }: { item: ItemRow }) {
  const bureau = BUREAUS.find(({ id }) => id === item.bureau);
  if (bureau !== undefined) return <BureauMark bureau={bureau} />;
  return (
    <span title="The bureau is not known here">
      <span aria-hidden>–</span>
      <span className="heard-only">bureau not known</span>
    </span>
  );
}
