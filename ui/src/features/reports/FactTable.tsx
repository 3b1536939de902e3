// The facts of an account in three columns; what differs and what changed is marked.

import { IconEqualNot } from "@tabler/icons-react";
import type { AccountRow } from "../../bindings/AccountRow";
import type { BureauHead } from "../../bindings/BureauHead";
import type { Cell } from "../../bindings/Cell";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { BureauMark } from "../../shared/BureauMark";
import { BUREAUS } from "../../shared/bureaus";
import classes from "./FactTable.module.css";
import { NotThere } from "./NotThere";
import { ChangeWord } from "./PresenceMarks";
import { presenceAt } from "./words";

type FactTableProps = { account: ReportAccount; bureaus: readonly (BureauHead | null)[] };

export function FactTable({ account, bureaus }: FactTableProps) {
  return (
    <table className={classes.table} aria-label="Facts">
      <thead>
        <tr>
          <th scope="col">
            <span className="heard-only">Fact</span>
          </th>
          {BUREAUS.map((bureau, at) => (
            <th key={bureau.id} scope="col">
              <span className={classes.bureau}>
                <BureauMark bureau={bureau} />
                {bureaus[at] == null ? (
                  <span>No report</span>
                ) : (
                  <ChangeWord presence={presenceAt(account, at)} />
                )}
              </span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {account.rows.map((row) => (
          <FactRow key={row.label} row={row} />
        ))}
      </tbody>
    </table>
  );
}

function FactRow({ row }: { row: AccountRow }) {
  const { label, cells, difference } = row;
  return (
    <tr data-difference={difference}>
      <th scope="row">
        {label}
        {difference === "real" && (
          <span className={classes.real}>
            <IconEqualNot size={14} stroke={1.5} aria-hidden />
            <span className="heard-only"> differs</span>
          </span>
        )}
        {difference === "slight" && (
          <span className={classes.slight} title="Nearly the same">
            <span aria-hidden>≈</span>
            <span className="heard-only"> nearly the same</span>
          </span>
        )}
      </th>
      {BUREAUS.map(({ id }, at) => (
        <td key={id} data-said={cells[at] != null && cells[at].text !== ""}>
          <FactCell cell={cells[at] ?? null} />
        </td>
      ))}
    </tr>
  );
}

function FactCell({ cell }: { cell: Cell | null }) {
  if (cell === null) return <NotThere />;
  return (
    <>
      {cell.text === "" ? (
        <span className="heard-only">not reported </span>
      ) : (
        <span data-selectable>{cell.text}</span>
      )}
      {cell.before !== null && (
        <span className={classes.before} data-selectable>
          was <s>{cell.before}</s>
        </span>
      )}
    </>
  );
}
