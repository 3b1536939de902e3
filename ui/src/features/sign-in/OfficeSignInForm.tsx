// The form that signs in to the firm's own office.

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import type { OfficeSignIn } from "../../bindings/OfficeSignIn";
import { Problem } from "../../shared/Problem";
import { useSending } from "../../shared/useSending";
import classes from "./OfficeForm.module.css";
import { emailProblem } from "./portalForm";

const FIELDS = ["email", "password"];

const problems = {
  email: emailProblem,
  password: (typed: string) => (typed === "" ? "Enter your password." : null),
};

type OfficeSignInFormProps = {
  /** Filled in from the start; empty when it is not known. */
  email: string;
  send: (office: OfficeSignIn) => Promise<unknown>;
};

export function OfficeSignInForm({ email, send: signIn }: OfficeSignInFormProps) {
  const form = useForm<OfficeSignIn>({
    initialValues: { email, password: "" },
    validate: problems,
    validateInputOnBlur: false,
  });
  const { problem, busy, send, focusFirst } = useSending({
    fields: FIELDS,
    setErrors: form.setErrors,
    focus: (field) => form.getInputNode(field)?.focus(),
  });
  const submit = (typed: OfficeSignIn) =>
    send(() => signIn({ email: typed.email.trim(), password: typed.password }));

  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit, focusFirst)} noValidate>
      <Problem message={problem} />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        spellCheck={false}
        autoFocus={email === ""}
        required
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
        autoFocus={email !== ""}
        required
        visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        {...form.getInputProps("password")}
      />
      <Button type="submit" loading={busy} className={classes.send}>
        Sign in
      </Button>
    </form>
  );
}
