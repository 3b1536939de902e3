// Who the bureaus take the client for; what only one of them has is marked.

import { IconUserSearch } from "@tabler/icons-react";
import type { BureauHead } from "../../bindings/BureauHead";
import type { Entry } from "../../bindings/Entry";
import type { PersonRow } from "../../bindings/PersonRow";
import { BUREAUS } from "../../shared/bureaus";
import { BureauHeadCells } from "./BureauHeadCells";
import { NotThere } from "./NotThere";
import classes from "./Table.module.css";

type PersonProps = { rows: PersonRow[]; bureaus: readonly (BureauHead | null)[] };

export function Person({ rows, bureaus }: PersonProps) {
  if (rows.length === 0) {
    return <p className={classes.none}>The reports say nothing about the person.</p>;
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
    <section className={classes.scroller} tabIndex={0} aria-label="Personal details">
      <table className={classes.table} aria-label="Personal details">
        <colgroup>
          <col style={{ width: "16%" }} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">What</th>
            <BureauHeadCells bureaus={bureaus} />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{row.label}</th>
              {BUREAUS.map(({ id, name }, at) => (
                <td key={id}>
                  <Entries entries={row.cells[at] ?? []} bureau={name} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Entries({ entries, bureau }: { entries: Entry[]; bureau: string }) {
  if (entries.length === 0) return <NotThere />;
  return (
    <ul className={classes.entries} data-selectable>
      {entries.map(({ text, alone }) => (
        <li key={text} className={classes.entry} data-alone={alone}>
          {text}
          {alone && (
            <span className={classes.alone}>
              <IconUserSearch size={14} stroke={1.5} aria-hidden />
              <span className={classes.aloneText}>
                only here
                <span className="heard-only">, at {bureau}</span>
              </span>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
