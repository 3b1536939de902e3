import { Loader, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import type { Account } from "../../bindings/Account";
import classes from "./AccountsHere.module.css";

type AccountsHereProps = {
  accounts: Account[];
  /** The id of the account that is being opened. */
  opening: string | null;
  open: (account: Account) => void;
  /** Nothing can be opened just now. */
  held: boolean;
};

export function AccountsHere({ accounts, opening, open, held }: AccountsHereProps) {
  return (
    <div>
      <h2 id="accounts-heading">On this machine</h2>
      <ul className={classes.list} aria-labelledby="accounts-heading">
        {accounts.map((account) => (
          <li key={account.id}>
            <UnstyledButton
              className={classes.account}
              disabled={held || opening !== null}
              onClick={() => open(account)}
            >
              <span className={classes.text}>
                <span className={classes.place}>{account.place}</span>
                <span className={classes.agent}>
                  {account.agent} · {account.email}
                </span>
              </span>
              {opening === account.id ? (
                <Loader size={16} aria-label="Opening" />
              ) : (
                <IconChevronRight size={16} stroke={1.5} aria-hidden />
              )}
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
