// The form that makes the office again from a backup: the key first, then the file.

import { Button, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { officeRestore } from "../../backend";
import { Problem } from "../../shared/Problem";
import { useSending } from "../../shared/useSending";
import classes from "./OfficeForm.module.css";

type Typed = { recovery_key: string };

const FIELDS = ["recovery_key"];

const problems = {
  recovery_key: (typed: string) =>
    typed.trim() === "" ? "Enter the recovery key of the backup." : null,
};

export function OfficeRestoreForm({ done }: { done: () => void }) {
  const form = useForm<Typed>({
    initialValues: { recovery_key: "" },
    validate: problems,
    validateInputOnBlur: false,
  });
  const { problem, busy, send, focusFirst } = useSending({
    fields: FIELDS,
    setErrors: form.setErrors,
    focus: (field) => form.getInputNode(field)?.focus(),
  });
  const submit = ({ recovery_key }: Typed) =>
    send(async () => {
      if (await officeRestore(recovery_key.trim())) done();
    });

  return (
    <form className={classes.form} onSubmit={form.onSubmit(submit, focusFirst)} noValidate>
      <Problem message={problem} />
      <TextInput
        label="Recovery key"
        description="Hyphens, blanks and capitals do not matter."
        classNames={{ input: classes.key }}
        autoComplete="off"
        spellCheck={false}
        autoFocus
        required
        {...form.getInputProps("recovery_key")}
      />
      <Button type="submit" loading={busy} className={classes.send}>
        Choose the backup…
      </Button>
    </form>
  );
}
