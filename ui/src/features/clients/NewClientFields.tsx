// What is asked about a new client. Only the names are needed.

import { PasswordInput, TextInput } from "@mantine/core";
import type { UseFormReturnType } from "@mantine/form";
import type { ReactNode, RefObject } from "react";
import type { NewClient } from "../../bindings/NewClient";
import classes from "./NewClient.module.css";

type FieldsProps = {
  form: UseFormReturnType<NewClient>;
  /** Where one begins to type. */
  first: RefObject<HTMLInputElement | null>;
};

export function NewClientFields({ form, first }: FieldsProps) {
  return (
    <>
      <Group title="Who it is">
        <div data-span="3">
          <TextInput
            ref={first}
            label="First name"
            autoComplete="off"
            required
            {...form.getInputProps("first_name")}
          />
        </div>
        <div data-span="3">
          <TextInput
            label="Last name"
            autoComplete="off"
            required
            {...form.getInputProps("last_name")}
          />
        </div>
        <div data-span="3">
          <TextInput
            label="Date of birth"
            placeholder="MM/DD/YYYY"
            autoComplete="off"
            {...form.getInputProps("born")}
          />
        </div>
        <div data-span="3">
          <PasswordInput
            label="Social Security number"
            autoComplete="off"
            inputMode="numeric"
            visibilityToggleButtonProps={{ "aria-label": "Show the Social Security number" }}
            {...form.getInputProps("ssn")}
          />
        </div>
      </Group>
      <Group title="How to reach the client">
        <div data-span="3">
          <TextInput
            label="E-mail"
            type="email"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps("email")}
          />
        </div>
        <div data-span="3">
          <TextInput label="Phone" type="tel" autoComplete="off" {...form.getInputProps("phone")} />
        </div>
      </Group>
      <Group title="Where the client lives">
        <div data-span="6">
          <TextInput label="Street" autoComplete="off" {...form.getInputProps("street")} />
        </div>
        <div data-span="2">
          <TextInput label="City" autoComplete="off" {...form.getInputProps("city")} />
        </div>
        <div data-span="2">
          <TextInput
            label="State"
            placeholder="OK"
            autoComplete="off"
            spellCheck={false}
            {...form.getInputProps("state")}
          />
        </div>
        <div data-span="2">
          <TextInput
            label="ZIP code"
            autoComplete="off"
            inputMode="numeric"
            {...form.getInputProps("zip")}
          />
        </div>
      </Group>
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className={classes.group}>
      <legend className={classes.legend}>{title}</legend>
      <div className={classes.fields}>{children}</div>
    </fieldset>
  );
}
