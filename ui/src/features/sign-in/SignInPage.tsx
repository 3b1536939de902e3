// The first screen: open an account that is already here, the firm's own office, the practice
// office, or a portal.

import { Button } from "@mantine/core";
import { IconBuilding, IconSchool } from "@tabler/icons-react";
import { useState } from "react";
import type { Account } from "../../bindings/Account";
import { Problem } from "../../shared/Problem";
import { useTitle } from "../../shared/useTitle";
import { AccountsHere } from "./AccountsHere";
import { OwnOffice } from "./OwnOffice";
import { PortalForm } from "./PortalForm";
import classes from "./SignInPage.module.css";
import { useSignIn } from "./useSignIn";

/** What the right half is for. */
type Side = {
  kind: "portal" | "office";
  /** The account whose session has ended. */
  ended: Account | null;
  /** Whether the agent came to it by a button, and goes on in its first field. */
  wanted: boolean;
};

const PORTAL: Side = { kind: "portal", ended: null, wanted: false };

export default function SignInPage({ accounts }: { accounts: Account[] }) {
  useTitle("Sign in");
  const ways = useSignIn();
  const { practice, again, microsoft } = ways;
  const [side, setSide] = useState(PORTAL);
  // While a recovery key is on the screen that nobody has kept yet, nothing leads away from it.
  const [held, setHeld] = useState(false);

  function open(account: Account): void {
    practice.reset();
    again.mutate(account.id, {
      onError: (error) => {
        if (error.code !== "signed_out" || account.kind === "practice") return;
        setSide({ kind: account.kind, ended: account, wanted: false });
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
          <Problem message={(practice.error ?? again.error)?.message ?? null} />
          {accounts.length > 0 && (
            <AccountsHere
              accounts={accounts}
              opening={again.isPending ? again.variables : null}
              open={open}
              held={held}
            />
          )}
          <div className={classes.choice}>
            <h2>Your own office</h2>
            <p>Run your firm from this computer. No portal and no other service is needed.</p>
            <Button
              variant="default"
              leftSection={<IconBuilding size={16} stroke={1.5} aria-hidden />}
              disabled={held}
              onClick={() => {
                practice.reset();
                again.reset();
                if (microsoft.isPending) microsoft.cancel();
                if (side.kind === "portal") setSide({ kind: "office", ended: null, wanted: true });
              }}
            >
              Open your office
            </Button>
          </div>
          <div className={classes.choice}>
            <h2>Practice office</h2>
            <p>
              Learn and try things out with invented clients. It runs on this machine, and nothing
              leaves it.
            </p>
            <Button
              variant={accounts.length > 0 ? "default" : "filled"}
              leftSection={<IconSchool size={16} stroke={1.5} aria-hidden />}
              loading={practice.isPending}
              disabled={held}
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
        <section className={classes.side} aria-labelledby="side-heading">
          {side.kind === "portal" ? (
            <PortalSide side={side} ways={ways} />
          ) : (
            <OwnOffice
              key={side.ended?.id ?? "new"}
              ended={side.ended?.email ?? null}
              office={ways.office}
              held={held}
              hold={setHeld}
              leave={() => setSide({ ...PORTAL, wanted: true })}
            />
          )}
        </section>
      </div>
    </main>
  );
}

type PortalSideProps = { side: Side; ways: ReturnType<typeof useSignIn> };

function PortalSide({ side: { ended, wanted }, ways }: PortalSideProps) {
  return (
    <>
      <h2 id="side-heading">A portal</h2>
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
        wanted={wanted}
        send={ways.portal.mutateAsync}
        microsoft={ways.microsoft}
      />
    </>
  );
}
