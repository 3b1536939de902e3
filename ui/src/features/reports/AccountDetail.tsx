// One account as the bureaus see it: what it is, fact by fact, and month by month.

import { Anchor, Button } from "@mantine/core";
import { IconArrowLeft, IconEqualNot, IconFileOff, IconFlag } from "@tabler/icons-react";
import type { BureauHead } from "../../bindings/BureauHead";
import type { Letter } from "../../bindings/Letter";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { inUsForm } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import classes from "./AccountDetail.module.css";
import { FactTable } from "./FactTable";
import { PaymentHistory } from "./PaymentHistory";
import { differingWords } from "./words";

type AccountDetailProps = {
  account: ReportAccount;
  /** All of the report, for those that may be the same one. */
  accounts: readonly ReportAccount[];
  bureaus: readonly (BureauHead | null)[];
  letters: readonly Letter[];
  allMonths: boolean;
  setAllMonths: (all: boolean) => void;
  choose: (account: ReportAccount) => void;
  /** Where there is no room for the list beside it. */
  back: (() => void) | null;
};

export function AccountDetail(props: AccountDetailProps) {
  const { account, bureaus, letters, allMonths, setAllMonths } = props;
  return (
    <div className={classes.detail}>
      <Head {...props} />
      <FactTable account={account} bureaus={bureaus} />
      {account.history !== null && (
        <PaymentHistory
          grid={account.history}
          letters={letters}
          all={allMonths}
          setAll={setAllMonths}
        />
      )}
    </div>
  );
}

function Head({ account, accounts, choose, back }: AccountDetailProps) {
  const { name, kind, number, status, negative, closed, disputed, differing } = account;
  const perhaps = accounts.filter(({ key }) => account.perhaps.includes(key));
  return (
    <header className={classes.head}>
      {back !== null && (
        <Button
          variant="subtle"
          size="compact-sm"
          className={classes.back}
          leftSection={<IconArrowLeft size={16} stroke={1.5} aria-hidden />}
          onClick={back}
        >
          All accounts
        </Button>
      )}
      <h3 className={classes.name} data-selectable>
        {name}
      </h3>
      <p className={classes.what}>
        <span data-selectable>{[kind, number].filter(Boolean).join(" ")}</span>
        <span>{closed ? "Closed" : "Open"}</span>
        {status !== "" && (
          <span className={classes.status} data-negative={negative && !account.gone}>
            {status}
          </span>
        )}
        {disputed && (
          <span className={classes.flag}>
            <IconFlag size={14} stroke={1.5} aria-hidden />
            Disputed
          </span>
        )}
        {differing > 0 && (
          <span className={classes.differing}>
            <IconEqualNot size={14} stroke={1.5} aria-hidden />
            {differingWords(differing)}
          </span>
        )}
      </p>
      {perhaps.length > 0 && (
        <p className={classes.perhaps}>
          Perhaps the same account as{" "}
          {perhaps.map((other, at) => (
            <span key={other.key}>
              {at > 0 && ", "}
              <Anchor component="button" type="button" onClick={() => choose(other)}>
                {[other.name, other.number].filter(Boolean).join(" ")}
              </Anchor>
            </span>
          ))}
        </p>
      )}
      {account.match_score < 100 && (
        <p className={classes.remark}>
          Taken for one account by likeness, {account.match_score} of 100 sure.
        </p>
      )}
    </header>
  );
}

/** What the address names is of another day. */
export function NotInReport({ asOf }: { asOf: string }) {
  return (
    <Notice
      icon={<IconFileOff size={32} stroke={1.5} />}
      title={`Not in the report of ${inUsForm(asOf)}`}
    >
      No bureau lists this account by then. It may be in a report of another day.
    </Notice>
  );
}
