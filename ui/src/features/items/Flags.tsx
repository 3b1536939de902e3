import { IconBan, IconFlag } from "@tabler/icons-react";
import type { ItemRow } from "../../bindings/ItemRow";
import classes from "./Flags.module.css";

/** What is to be known of an item before it is disputed, beyond what its status says. */
export function Flags({ item }: { item: ItemRow }) {
  const status = item.status.toLowerCase();
  const collection = item.collection && !status.includes("collection");
  const chargeOff = item.charge_off && !/charge[d-]*\s*-?off/.test(status);
  if (!collection && !chargeOff && !item.disputed && !item.not_dispute) return null;
  return (
    <span className={classes.flags}>
      {collection && <span>Collection</span>}
      {chargeOff && <span>Charge-off</span>}
      {item.disputed && (
        <span className={classes.flag}>
          <IconFlag size={12} stroke={1.5} aria-hidden />
          Disputed
        </span>
      )}
      {item.not_dispute && (
        <span className={classes.flag} data-keep>
          <IconBan size={12} stroke={1.5} aria-hidden />
          Not to be disputed
        </span>
      )}
    </span>
  );
}
