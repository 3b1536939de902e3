// The form that sets up the office: the firm, and the first who works in it.

import { Button, PasswordInput, TextInput } from "@mantine/core";
import { type UseFormReturnType, useForm } from "@mantine/form";
import { officeSetUp } from "../../backend";
import { Problem } from "../../shared/Problem";
import { useSending } from "../../shared/useSending";
import classes from "./OfficeForm.module.css";
import {
  EMPTY_SET_UP,
  type SetUpTyped,
  SHORTEST_PASSWORD,
  setUpProblems,
  setUpToSend,
} from "./officeForm";

/** The office is there: its key, shown this once, and who signs in to it. */
export type Made = { recoveryKey: string; email: string; password: string };

type OfficeSetUpFormProps = {
  done: (made: Made) => void;
  /** Told when a key is on its way, which must not be missed, and when none came. */
  hold: (held: boolean) => void;
};

export function OfficeSetUpForm({ done, hold }: OfficeSetUpFormProps) {
  const form = useForm<SetUpTyped>({
    initialValues: EMPTY_SET_UP,
    validate: setUpProblems,
    validateInputOnBlur: false,
  });
  const { problem, busy, send, focusFirst } = useSending({
    fields: Object.keys(EMPTY_SET_UP),
    setErrors: form.setErrors,
    focus: (field) => form.getInputNode(field)?.focus(),
  });

  async function setUp(typed: SetUpTyped): Promise<void> {
    const office = setUpToSend(typed);
    await send(async () => {
      hold(true);
      try {
        const recoveryKey = await officeSetUp(office);
        done({ recoveryKey, email: office.email, password: office.password });
      } catch (refused) {
        hold(false);
        throw refused;
      }
    });
  }

  return (
    <form className={classes.form} onSubmit={form.onSubmit(setUp, focusFirst)} noValidate>
      <Problem message={problem} />
      <FirmFields form={form} />
      <UserFields form={form} />
      <Button type="submit" loading={busy} className={classes.send}>
        Set up
      </Button>
    </form>
  );
}

type FieldsProps = { form: UseFormReturnType<SetUpTyped> };

function FirmFields({ form }: FieldsProps) {
  return (
    <fieldset className={classes.part}>
      <legend>Your firm</legend>
      <TextInput
        label="Name of the firm"
        autoComplete="organization"
        autoFocus
        required
        {...form.getInputProps("name")}
      />
      <TextInput
        label="Street"
        autoComplete="street-address"
        required
        {...form.getInputProps("street")}
      />
      <div className={classes.town}>
        <TextInput
          label="City"
          autoComplete="address-level2"
          required
          {...form.getInputProps("city")}
        />
        <TextInput
          label="State"
          autoComplete="address-level1"
          spellCheck={false}
          required
          {...form.getInputProps("state")}
        />
        <TextInput
          label="ZIP code"
          autoComplete="postal-code"
          inputMode="numeric"
          required
          {...form.getInputProps("zip")}
        />
      </div>
      <TextInput
        label="Phone, if you like"
        type="tel"
        autoComplete="tel"
        {...form.getInputProps("phone")}
      />
    </fieldset>
  );
}

function UserFields({ form }: FieldsProps) {
  return (
    <fieldset className={classes.part}>
      <legend>You</legend>
      <div className={classes.names}>
        <TextInput
          label="First name"
          autoComplete="given-name"
          required
          {...form.getInputProps("first_name")}
        />
        <TextInput
          label="Last name"
          autoComplete="family-name"
          required
          {...form.getInputProps("last_name")}
        />
      </div>
      <TextInput
        label="E-mail"
        description="You sign in with it."
        type="email"
        autoComplete="username"
        spellCheck={false}
        required
        {...form.getInputProps("email")}
      />
      <PasswordInput
        label="Password"
        description={`${SHORTEST_PASSWORD} characters or more.`}
        autoComplete="new-password"
        required
        visibilityToggleButtonProps={{ "aria-label": "Show the password" }}
        {...form.getInputProps("password")}
      />
      <PasswordInput
        label="Password again"
        autoComplete="new-password"
        required
        visibilityToggleButtonProps={{ "aria-label": "Show the repeated password" }}
        {...form.getInputProps("again")}
      />
    </fieldset>
  );
}
