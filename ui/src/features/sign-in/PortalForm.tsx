// The form that signs in to a portal. What was typed stays until it has worked.

import { Alert, Button, PasswordInput, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useState } from "react";
import { BackendError } from "../../backend";
import type { PortalSignIn } from "../../bindings/PortalSignIn";
import classes from "./PortalForm.module.css";
import { EMPTY_PORTAL, fieldErrors, portalProblems, portalToSend } from "./portalForm";

type PortalFormProps = {
  /** Filled in from the start, such as the address of an account that was signed out. */
  known?: Partial<PortalSignIn>;
  send: (portal: PortalSignIn) => Promise<unknown>;
};

export function PortalForm({ known, send }: PortalFormProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const form = useForm<PortalSignIn>({
    initialValues: { ...EMPTY_PORTAL, ...known },
    validate: portalProblems,
    validateInputOnBlur: false,
  });

  function focusFirst(fields: object): void {
    const first = Object.keys(EMPTY_PORTAL).find((field) => field in fields);
    if (first !== undefined) form.getInputNode(first)?.focus();
  }

  async function submit(typed: PortalSignIn): Promise<void> {
    setProblem(null);
    setBusy(true);
    try {
      await send(portalToSend(typed));
    } catch (thrown) {
      const error = thrown as BackendError;
      const { known: atFields, others } = fieldErrors(
        error instanceof BackendError ? error.fields : {},
      );
      form.setErrors(atFields);
      const told = Object.keys(atFields).length > 0;
      setProblem(told && others.length === 0 ? null : [error.message, ...others].join(" "));
      focusFirst(atFields);
    } finally {
      setBusy(false);
    }
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit, focusFirst)} noValidate>
      {problem !== null && (
        <Alert color="red" variant="light" role="alert" p="sm">
          <span data-selectable>{problem}</span>
        </Alert>
      )}
      <TextInput
        label="Server address"
        placeholder="https://portal.example.com"
        autoComplete="url"
        inputMode="url"
        spellCheck={false}
        required
        {...form.getInputProps("server")}
      />
      <PasswordInput
        label="API key"
        description="From your portal’s settings; it belongs to your company."
        autoComplete="off"
        required
        visibilityToggleButtonProps={{ "aria-label": "Show the API key" }}
        {...form.getInputProps("api_key")}
      />
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        spellCheck={false}
        required
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label="Password"
        autoComplete="current-password"
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
