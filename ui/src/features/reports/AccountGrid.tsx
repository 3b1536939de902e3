import { IconEqualNot } from "@tabler/icons-react";
import { memo, type RefObject } from "react";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { RowGrid } from "../../shared/RowGrid";
import classes from "./AccountGrid.module.css";
import { PresenceMarks } from "./PresenceMarks";
import { differingWords } from "./words";

type AccountGridProps = {
  scroller: RefObject<HTMLDivElement | null>;
  accounts: readonly ReportAccount[];
  inHand: ReportAccount | undefined;
  choose: (account: ReportAccount) => void;
};

export function AccountGrid({ scroller, accounts, inHand, choose }: AccountGridProps) {
  return (
    <RowGrid
      scroller={scroller}
      label="Accounts"
      of="account"
      rows={accounts}
      current={inHand}
      columns={1}
      height={48}
      rowClass={classes.row}
      cells={(account) => <AccountCell account={account} />}
      open={choose}
    />
  );
}

const AccountCell = memo(function AccountCell({ account }: { account: ReportAccount }) {
  const { name, kind, number, status, negative, differing } = account;
  return (
    <div role="gridcell" aria-colindex={1} className={classes.cell}>
      <span className={classes.name} title={name}>
        {name}
      </span>
      <PresenceMarks account={account} />
      <span className={classes.what}>
        {status !== "" && (
          <span className={classes.status} data-negative={negative && !account.gone}>
            {status}
          </span>
        )}
        {number !== null && <span>{number}</span>}
        <span className={classes.kind}>{kind}</span>
        {differing > 0 && (
          <span className={classes.differing} title={differingWords(differing)}>
            <span aria-hidden>{differing}</span>
            <IconEqualNot size={14} stroke={1.5} aria-hidden />
            <span className="heard-only">{differingWords(differing)}</span>
          </span>
        )}
      </span>
    </div>
  );
});
