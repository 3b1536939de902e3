import { memo, type ReactNode } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { BureauMark } from "../../shared/BureauMark";
import { BUREAUS } from "../../shared/bureaus";
import { inUsForm } from "../../shared/formats";
import { COLUMNS, type ColumnId } from "./columns";
import { Flags, NotToBeDisputed } from "./Flags";
import classes from "./ItemGrid.module.css";
import { StandingWord } from "./StandingWord";

export const ItemCells = memo(function ItemCells({ item }: { item: ItemRow }) {
  return COLUMNS.map(({ id }, at) => (
    <div key={id} role="gridcell" aria-colindex={at + 1} className={classes.cell} data-column={id}>
      {shown(id, item)}
    </div>
  ));
});

function shown(column: ColumnId, item: ItemRow): ReactNode {
  switch (column) {
    case "name":
      return <Name item={item} />;
    case "kind":
      return <Line text={item.kind} />;
    case "bureau":
      return <ReportedBy item={item} />;
    case "status":
      return (
        <>
          <span className={classes.status} title={item.status}>
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

/** Cut where its column ends; the whole is there on hover. */
function Line({ text }: { text: string }) {
  return (
    <span className={classes.line} title={text}>
      {text}
    </span>
  );
}

function Name({ item }: { item: ItemRow }) {
  return (
    <>
      <span
        className={classes.name}
        data-settled={item.standing === "repaired" || item.not_dispute}
        title={item.name}
      >
        {item.name}
      </span>
      {/* The number tells accounts of one furnisher apart, so the kind is cut first. */}
      <span className={classes.number} title={`${item.number} ${item.kind}`.trim()}>
        {item.number} <span className={classes.kindBelow}>{item.kind}</span>
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
