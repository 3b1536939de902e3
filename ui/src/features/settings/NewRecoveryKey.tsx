// Another recovery key: asked for with the password, shown once, and gone from here with “Done”.

import { Button, PasswordInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { officeNewKey } from "../../backend";
import { Problem } from "../../shared/Problem";
import { useSending } from "../../shared/useSending";
import { RecoveryKey } from "../sign-in/RecoveryKey";
import classes from "./OwnOfficeSection.module.css";
import page from "./SettingsPage.module.css";

type Step = { is: "begin" | "back" | "asking" } | { is: "made"; key: string };

export function NewRecoveryKey() {
  const [step, setStep] = useState<Step>({ is: "begin" });
  const leave = () => setStep({ is: "back" });
  if (step.is === "asking") {
    return <AskPassword made={(key) => setStep({ is: "made", key })} leave={leave} />;
  }
  if (step.is === "made") {
    return (
      <div className={classes.box}>
        <RecoveryKey value={step.key} />
        <p>Backups from now on open with this key, earlier ones with the key before it.</p>
        <div className={classes.buttons}>
          <Button onClick={leave}>Done</Button>
        </div>
      </div>
    );
  }
  return (
    <div className={page.line}>
      <span>
        A new recovery key opens the backups from then on. Earlier ones need the key before it.
      </span>
      <Button
        variant="default"
        autoFocus={step.is === "back"}
        onClick={() => setStep({ is: "asking" })}
      >
        New recovery key…
      </Button>
    </div>
  );
}

const FIELDS = ["password"];

const problems = {
  password: (typed: string) => (typed === "" ? "Enter your password." : null),
};

type AskPasswordProps = { made: (key: string) => void; leave: () => void };

function AskPassword({ made, leave }: AskPasswordProps) {
  const form = useForm<{ password: string }>({
    initialValues: { password: "" },
    validate: problems,
    validateInputOnBlur: false,
  });
  const { problem, busy, send, focusFirst } = useSending({
    fields: FIELDS,
    setErrors: form.setErrors,
    focus: (field) => form.getInputNode(field)?.focus(),
  });

  return (
    <form
      className={classes.box}
      aria-label="New recovery key"
      onSubmit={form.onSubmit(
        ({ password }) => send(async () => made(await officeNewKey(password))),
        focusFirst,
      )}
      noValidate
    >
      <Problem message={problem} />
      <PasswordInput
        className={classes.password}
        label="Your password"
        autoComplete="current-password"
        autoFocus
        required
        visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        {...form.getInputProps("password")}
      />
      <div className={classes.buttons}>
        <Button type="submit" loading={busy}>
          Make a new key
        </Button>
        <Button variant="default" onClick={leave}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
