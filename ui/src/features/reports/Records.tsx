// Inquiries or public records, bureau by bureau.

import type { BureauHead } from "../../bindings/BureauHead";
import type { RecordRow } from "../../bindings/RecordRow";
import { BUREAUS } from "../../shared/bureaus";
import { inUsForm } from "../../shared/formats";
import { BureauHeadCells } from "./BureauHeadCells";
import { NotThere } from "./NotThere";
import classes from "./Table.module.css";

type RecordsProps = {
  rows: RecordRow[];
  label: string;
  /** The first three columns, and how much of the width each has. */
  heads: readonly { label: string; width: string }[];
  none: string;
  bureaus: readonly (BureauHead | null)[];
};

export function Records({ rows, label, heads, none, bureaus }: RecordsProps) {
  if (rows.length === 0) return <p className={classes.none}>{none}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section className={classes.scroller} tabIndex={0} aria-label={label}>
      <table className={classes.table} aria-label={label}>
        <colgroup>
          {heads.map((head) => (
            <col key={head.label} style={{ width: head.width }} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head.label} scope="col">
                {head.label}
              </th>
            ))}
            <BureauHeadCells bureaus={bureaus} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two records may be alike in every word
            <tr key={place}>
              <th scope="row">{row.title}</th>
              <td className={classes.quiet}>{row.kind}</td>
              <td className={classes.quiet}>{row.date === null ? "" : inUsForm(row.date)}</td>
              {BUREAUS.map(({ id }, at) => (
                <td key={id}>{row.cells[at]?.text ?? <NotThere />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
