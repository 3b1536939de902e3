// The form that signs in to a portal. What was typed stays until it has worked.

import { Alert, Button, PasswordInput, SegmentedControl, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { useEffect, useRef, useState } from "react";
import { type BackendError, toBackendError } from "../../backend";
import type { PortalSignIn } from "../../bindings/PortalSignIn";
import { InBrowser } from "./InBrowser";
import classes from "./PortalForm.module.css";
import {
  EMPTY_PORTAL,
  fieldErrors,
  microsoftToSend,
  type PortalTyped,
  portalProblems,
  portalToSend,
  type Way,
} from "./portalForm";
import type { useSignIn } from "./useSignIn";

type PortalFormProps = {
  /** Filled in from the start, such as the address of an account that was signed out. */
  known?: Partial<PortalTyped>;
  /** Whether the agent has just asked for this form. */
  wanted?: boolean;
  send: (portal: PortalSignIn) => Promise<unknown>;
  microsoft: ReturnType<typeof useSignIn>["microsoft"];
};

export function PortalForm({ known, wanted = false, send, microsoft }: PortalFormProps) {
  const [way, setWay] = useState<Way>(known?.tenant === undefined ? "password" : "microsoft");
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = useRef<HTMLButtonElement>(null);
  const form = useForm<PortalTyped>({
    initialValues: { ...EMPTY_PORTAL, ...known },
    validate: portalProblems[way],
    validateInputOnBlur: false,
  });

  function focusFirst(fields: object): boolean {
    const first = Object.keys(EMPTY_PORTAL).find((field) => field in fields);
    if (first !== undefined) form.getInputNode(first)?.focus();
    return first !== undefined;
  }

  // The keys go on where the form was left.
  const waited = useRef(false);
  useEffect(() => {
    if (waited.current && !microsoft.isPending && !focusFirst(form.errors)) submit.current?.focus();
    waited.current = microsoft.isPending;
  });

  function tell(error: BackendError): void {
    const { known: atFields, others } = fieldErrors(way, error.fields);
    form.setErrors(atFields);
    const told = Object.keys(atFields).length > 0;
    setProblem(told && others.length === 0 ? null : [error.message, ...others].join(" "));
    focusFirst(atFields);
  }

  async function signIn(typed: PortalTyped): Promise<void> {
    setProblem(null);
    if (way === "microsoft") {
      microsoft.mutate(microsoftToSend(typed), { onError: tell });
      return;
    }
    setBusy(true);
    try {
      await send(portalToSend(typed));
    } catch (thrown) {
      tell(toBackendError(thrown));
    } finally {
      setBusy(false);
    }
  }

  if (microsoft.isPending) return <InBrowser cancel={microsoft.cancel} />;
  return (
    <form className={classes.form} onSubmit={form.onSubmit(signIn, focusFirst)} noValidate>
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
        autoFocus={wanted}
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
      <SegmentedControl
        aria-label="How you sign in"
        fullWidth
        value={way}
        onChange={(next) => {
          setWay(next as Way);
          setProblem(null);
          form.clearErrors();
        }}
        data={[
          { value: "password", label: "With a password" },
          { value: "microsoft", label: "With Microsoft" },
        ]}
      />
      {way === "password" ? <PasswordFields form={form} /> : <MicrosoftFields form={form} />}
      <Button ref={submit} type="submit" loading={busy} className={classes.send}>
        {way === "password" ? "Sign in" : "Sign in with Microsoft"}
      </Button>
    </form>
  );
}

type FieldsProps = { form: UseFormReturnType<PortalTyped> };

function PasswordFields({ form }: FieldsProps) {
  return (
    <>
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
    </>
  );
}

function MicrosoftFields({ form }: FieldsProps) {
  return (
    <>
      <TextInput
        label="Tenant"
        description="Your company’s directory at Microsoft: its ID or one of its domains."
        autoComplete="off"
        spellCheck={false}
        required
        {...form.getInputProps("tenant")}
      />
      <TextInput
        label="Client ID"
        description="The portal’s application there. Your administrator has both."
        autoComplete="off"
        spellCheck={false}
        required
        {...form.getInputProps("client_id")}
      />
    </>
  );
}
