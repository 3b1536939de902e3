// The way back in over the work, when the server ended the session of the open account.

import { Alert, Button, PasswordInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { signInAgain, signInAgainMicrosoft } from "../../backend";
import { keys } from "../../queries";
import { useOpenAccount } from "../frame/account";
import { InBrowser } from "./InBrowser";
import classes from "./SignInAgain.module.css";
import { useBrowserSignIn } from "./useBrowserSignIn";
import { useSignIn } from "./useSignIn";

type SignInAgainProps = { done: () => void };

export function SignInAgain({ done }: SignInAgainProps) {
  const account = useOpenAccount();
  if (account.kind === "practice") return <PracticeAgain done={done} />;
  if (account.microsoft !== null) return <MicrosoftAgain done={done} />;
  return <PasswordAgain email={account.email} done={done} />;
}

function PasswordAgain({ email, done }: SignInAgainProps & { email: string }) {
  const client = useQueryClient();
  const field = useRef<HTMLInputElement>(null);
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState(false);
  const again = useMutation({
    mutationFn: signInAgain,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.syncStatus });
      done();
    },
    onError: () => field.current?.select(),
  });
  const { password: atField, ...others } = again.error?.fields ?? {};
  const besides = Object.values(others);
  const problem =
    again.error === null || (atField !== undefined && besides.length === 0)
      ? null
      : besides.join(" ") || again.error.message;

  function submit(event: FormEvent): void {
    event.preventDefault();
    setMissing(password === "");
    if (password === "") field.current?.focus();
    else again.mutate(password);
  }

  return (
    <form className={classes.form} aria-label="Sign in again" onSubmit={submit} noValidate>
      {problem !== null && (
        <Alert color="red" variant="light" role="alert" p="sm">
          <span data-selectable>{problem}</span>
        </Alert>
      )}
      <PasswordInput
        ref={field}
        label={`Password of ${email}`}
        autoComplete="current-password"
        required
        data-autofocus
        value={password}
        error={missing ? "Enter your password." : atField}
        onChange={(event) => {
          setMissing(false);
          setPassword(event.currentTarget.value);
        }}
        visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
      />
      <Button type="submit" loading={again.isPending}>
        Sign in again
      </Button>
    </form>
  );
}

function MicrosoftAgain({ done }: SignInAgainProps) {
  const client = useQueryClient();
  const again = useBrowserSignIn<void, null>(signInAgainMicrosoft, () => {
    void client.invalidateQueries({ queryKey: keys.syncStatus });
    done();
  });
  if (again.isPending) return <InBrowser cancel={again.cancel} />;
  return (
    <div className={classes.form}>
      {again.isError && (
        <Alert color="red" variant="light" role="alert" p="sm">
          <span data-selectable>{again.error.message}</span>
        </Alert>
      )}
      <Button autoFocus onClick={() => again.mutate()}>
        Sign in with Microsoft
      </Button>
    </div>
  );
}

function PracticeAgain({ done }: SignInAgainProps) {
  const { practice } = useSignIn();
  return (
    <div className={classes.form}>
      {practice.isError && (
        <Alert color="red" variant="light" role="alert" p="sm">
          {practice.error.message}
        </Alert>
      )}
      <Button
        loading={practice.isPending}
        onClick={() => practice.mutate(undefined, { onSuccess: done })}
      >
        Open the practice office again
      </Button>
    </div>
  );
}
