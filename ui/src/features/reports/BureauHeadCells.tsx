import type { BureauHead } from "../../bindings/BureauHead";
import { BureauMark } from "../../shared/BureauMark";
import { BUREAUS } from "../../shared/bureaus";
import classes from "./Table.module.css";

/** The heads of the three columns; a bureau without a report says so. */
export function BureauHeadCells({ bureaus }: { bureaus: readonly (BureauHead | null)[] }) {
  return BUREAUS.map((bureau, at) => (
    <th key={bureau.id} scope="col">
      <span className={classes.bureau}>
        <BureauMark bureau={bureau} />
        {bureaus[at] == null && <span>no report</span>}
      </span>
    </th>
  ));
}
