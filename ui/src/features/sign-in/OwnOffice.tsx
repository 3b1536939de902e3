// The firm's own office in the right half of the first screen: set up, restored, or signed in to.

import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { keys } from "../../queries";
import { Waiting } from "../../shared/Waiting";
import { OfficeMade } from "./OfficeMade";
import { OfficeRestoreForm } from "./OfficeRestoreForm";
import { type Made, OfficeSetUpForm } from "./OfficeSetUpForm";
import { OfficeSignInForm } from "./OfficeSignInForm";
import classes from "./OwnOffice.module.css";
import page from "./SignInPage.module.css";
import { useOfficeState } from "./useOfficeState";
import type { useSignIn } from "./useSignIn";

type Step = "unknown" | "setUp" | "restore" | "made" | "signIn";

const HEADINGS: Record<Step, string> = {
  unknown: "Your own office",
  setUp: "Set up your office",
  restore: "Restore your office",
  made: "The key to your backups",
  signIn: "Sign in to your office",
};

const LEADS: Record<Step, string | null> = {
  unknown: null,
  setUp: "Everything in it is on this machine, encrypted.",
  restore: "Whoever worked in it signs in as on the day of the backup.",
  made: "Your office is set up. Keep this key before you go on.",
  signIn: "It runs on this machine, with or without a network.",
};

type OwnOfficeProps = {
  /** The e-mail address of an account whose session has ended; null when none has. */
  ended: string | null;
  office: ReturnType<typeof useSignIn>["office"];
  /** Whether there is something on the screen, or on its way there, that must not be left. */
  held: boolean;
  hold: (held: boolean) => void;
  leave: () => void;
};

export function OwnOffice({ ended, office, held, hold, leave }: OwnOfficeProps) {
  const client = useQueryClient();
  const { data: isSetUp, error, refetch, isFetching } = useOfficeState();
  const [made, setMade] = useState<Made | null>(null);
  const [restoring, setRestoring] = useState(false);
  const [restored, setRestored] = useState(false);
  const step = stepOf(made, isSetUp, restoring);
  const isThere = () => client.setQueryData<boolean>(keys.officeState, true);

  return (
    <>
      <h2 id="side-heading">{HEADINGS[step]}</h2>
      <Lead step={step} ended={ended} restored={restored} />
      {step === "unknown" && error === null && (
        <div className={classes.waiting}>
          <Waiting label="Opening your office" lines={6} />
        </div>
      )}
      {step === "unknown" && error !== null && (
        <div className={classes.failed} role="alert">
          <p data-selectable>Your office could not be opened. {error.message}</p>
          <Button variant="default" onClick={() => void refetch()} loading={isFetching}>
            Try again
          </Button>
        </div>
      )}
      {step === "setUp" && (
        <OfficeSetUpForm
          hold={hold}
          done={(made) => {
            setMade(made);
            isThere();
          }}
        />
      )}
      {made !== null && (
        <OfficeMade
          recoveryKey={made.recoveryKey}
          keep={(kept) => hold(!kept)}
          open={() => office.mutate({ email: made.email, password: made.password })}
          opening={office.isPending}
          problem={office.error?.message ?? null}
        />
      )}
      {step === "restore" && (
        <OfficeRestoreForm
          done={() => {
            setRestored(true);
            isThere();
          }}
        />
      )}
      {step === "signIn" && <OfficeSignInForm email={ended ?? ""} send={office.mutateAsync} />}
      {step === "setUp" && (
        <Back run={() => setRestoring(true)} disabled={held}>
          Restore it from a backup
        </Back>
      )}
      {step === "restore" && <Back run={() => setRestoring(false)}>Set up a new office</Back>}
      {step !== "made" && (
        <Back run={leave} disabled={held}>
          Sign in to a portal instead
        </Back>
      )}
    </>
  );
}

function stepOf(made: Made | null, isSetUp: boolean | undefined, restoring: boolean): Step {
  if (made !== null) return "made";
  if (isSetUp === undefined) return "unknown";
  if (isSetUp) return "signIn";
  return restoring ? "restore" : "setUp";
}

type LeadProps = { step: Step; ended: string | null; restored: boolean };

function Lead({ step, ended, restored }: LeadProps) {
  if (step === "signIn" && restored) {
    return (
      <p className={page.lead} role="status">
        Your office is restored. Sign in as before.
      </p>
    );
  }
  if (step === "signIn" && ended !== null) {
    return <p className={page.lead}>The session of {ended} has ended. Sign in again to open it.</p>;
  }
  const lead = LEADS[step];
  return lead === null ? null : <p className={page.lead}>{lead}</p>;
}

type BackProps = { run: () => void; disabled?: boolean; children: string };

function Back({ run, disabled = false, children }: BackProps) {
  return (
    <Button variant="subtle" className={classes.back} onClick={run} disabled={disabled}>
      {children}
    </Button>
  );
}
