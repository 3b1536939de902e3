import type { ItemRow } from "../../bindings/ItemRow";
import { BureauMark } from "../../shared/BureauMark";
import { countOf, formatCents } from "../../shared/formats";
import { RoomFoot } from "../../shared/Room";
import { useAsOf } from "../sync/useAsOf";
import classes from "./Items.module.css";
import { balancesOf } from "./view";

type ItemsFootProps = { shown: readonly ItemRow[]; all: number };

/** How many items there are, and what is owed on those that are not repaired. */
export function ItemsFoot({ shown, all }: ItemsFootProps) {
  const asOf = useAsOf();
  const { of, untold } = balancesOf(shown);
  return (
    <RoomFoot shown={shown.length} all={all} of={["item", "items"]}>
      {asOf !== null && <span>{asOf}</span>}
      {of.length > 0 && (
        <span className={classes.balances}>
          Balances not repaired
          {of.map(({ bureau, cents }) => (
            <span key={bureau.id} className={classes.balance}>
              <BureauMark bureau={bureau} /> <b>{formatCents(cents)}</b>
            </span>
          ))}
          {untold > 0 && `without ${countOf(untold, "item", "items")} that do not say it`}
        </span>
      )}
    </RoomFoot>
  );
}
