// The first screen: open an account that is already here, the practice office, or a portal.

import { Alert, Button } from "@mantine/core";
import { IconSchool } from "@tabler/icons-react";
import { useState } from "react";
import type { Account } from "../../bindings/Account";
import { useTitle } from "../../shared/useTitle";
import { AccountsHere } from "./AccountsHere";
import { PortalForm } from "./PortalForm";
import classes from "./SignInPage.module.css";
import { useSignIn } from "./useSignIn";

export default function SignInPage({ accounts }: { accounts: Account[] }) {
  useTitle("Sign in");
  const { practice, again, portal, microsoft } = useSignIn();
  const [ended, setEnded] = useState<Account | null>(null);
  const problem = practice.error ?? again.error;

  function open(account: Account): void {
    practice.reset();
    again.mutate(account.id, {
      onError: (error) => {
        if (error.code === "signed_out" && account.kind === "portal") setEnded(account);
      },
    });
  }

  return (
    <main className={classes.page}>
      <div className={classes.card}>
        <section className={classes.here} aria-label="On this machine">
          <header className={classes.brand}>
            <img src="/redress.svg" alt="" width={32} height={32} />
            <h1>Redress</h1>
          </header>
          {problem !== null && (
            <Alert color="red" variant="light" role="alert" p="sm">
              <span data-selectable>{problem.message}</span>
            </Alert>
          )}
          {accounts.length > 0 && (
            <AccountsHere
              accounts={accounts}
              opening={again.isPending ? again.variables : null}
              open={open}
            />
          )}
          <div className={classes.practice}>
            <h2>Practice office</h2>
            <p>
              Learn and try things out with invented clients. It runs on this machine, and nothing
              leaves it.
            </p>
            <Button
              variant={accounts.length > 0 ? "default" : "filled"}
              leftSection={<IconSchool size={16} stroke={1.5} aria-hidden />}
              loading={practice.isPending}
              onClick={() => {
                again.reset();
                practice.mutate();
              }}
            >
              Open the practice office
            </Button>
            <p className={classes.progress} role="status">
              {practice.isPending ? "Getting the practice office ready…" : ""}
            </p>
          </div>
        </section>
        <section className={classes.portal} aria-labelledby="portal-heading">
          <h2 id="portal-heading">A portal</h2>
          <p className={classes.lead}>
            {ended === null
              ? "Work with your company’s clients, with or without a network."
              : `The session of ${ended.email} has ended. Sign in again to open it.`}
          </p>
          <PortalForm
            key={ended?.id ?? "new"}
            known={
              ended === null
                ? {}
                : { server: ended.server ?? "", email: ended.email, ...ended.microsoft }
            }
            send={portal.mutateAsync}
            microsoft={microsoft}
          />
        </section>
      </div>
    </main>
  );
}
