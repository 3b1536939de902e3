import type { ItemRow } from "../../bindings/ItemRow";
import { BureauMark } from "../../shared/BureauMark";
import { formatCents } from "../../shared/formats";
import { RoomFoot } from "../../shared/Room";
import { useAsOf } from "../sync/useAsOf";
import classes from "./Items.module.css";
import { balancesOf } from "./view";

type ItemsFootProps = { shown: readonly ItemRow[]; all: number };

/** How many items there are, and what each bureau still reports as owed. */
export function ItemsFoot({ shown, all }: ItemsFootProps) {
  const asOf = useAsOf();
  const balances = balancesOf(shown);
  return (
    <RoomFoot shown={shown.length} all={all} of={["item", "items"]}>
      {asOf !== null && <span>{asOf}</span>}
      {balances.length > 0 && (
        <span className={classes.balances}>
          Balances still reported
          {balances.map(({ bureau, cents }) => (
            <span key={bureau.id} className={classes.balance}>
              <BureauMark bureau={bureau} /> <b>{formatCents(cents)}</b>
            </span>
          ))}
        </span>
      )}
    </RoomFoot>
  );
}
