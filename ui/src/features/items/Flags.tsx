import { IconBan, IconFlag } from "@tabler/icons-react";
import type { ItemRow } from "../../bindings/ItemRow";
import classes from "./Flags.module.css";

/** What the bureau says of an item beyond its status. */
export function Flags({ item }: { item: ItemRow }) {
  const status = item.status.toLowerCase();
  const collection = item.collection && !status.includes("collection");
  const chargeOff = item.charge_off && !/charged?[ -]?off/.test(status);
  if (!collection && !chargeOff && !item.disputed) return null;
  return (
    <span className={classes.flags}>
      {item.disputed && (
        <span className={classes.disputed}>
          <IconFlag size={12} stroke={1.5} aria-hidden />
          Disputed{" "}
        </span>
      )}
      {collection && <span>Collection </span>}
      {chargeOff && <span>Charge-off </span>}
    </span>
  );
}

/** What was decided at the firm. */
export function NotToBeDisputed() {
  return (
    <span className={classes.kept}>
      <IconBan size={12} stroke={1.5} aria-hidden />
      Not to be disputed
    </span>
  );
}
