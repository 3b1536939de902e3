// The firm, as letters name it. What is written is saved by its button.

import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Firm } from "../../bindings/Firm";
import { sortRefusal } from "../../shared/refusals";
import { Waiting } from "../../shared/Waiting";
import { useOpenAccount } from "../frame/account";
import classes from "./SettingsPage.module.css";
import { useFirm, useSaveFirm } from "./useFirm";

const FIELDS: readonly { name: keyof Firm; label: string }[] = [
  { name: "name", label: "Name" },
  { name: "street", label: "Street" },
  { name: "city", label: "City" },
  { name: "state", label: "State" },
  { name: "zip", label: "ZIP code" },
  { name: "phone", label: "Phone" },
];

const NAMES = FIELDS.map(({ name }) => name);

export function FirmSection() {
  const { data, error, refetch, isFetching } = useFirm();
  return (
    <section aria-labelledby="settings-firm">
      <h2 id="settings-firm">Your firm</h2>
      {data != null && <FirmForm firm={data} />}
      {data == null && error === null && <Waiting label="Reading your firm" lines={3} />}
      {data == null && error !== null && (
        <div className={classes.line} role="alert">
          <span>Your firm could not be read. {error.message}</span>
          <Button variant="default" onClick={() => void refetch()} loading={isFetching}>
            Try again
          </Button>
        </div>
      )}
    </section>
  );
}

function FirmForm({ firm }: { firm: Firm }) {
  const [written, setWritten] = useState(firm);
  const save = useSaveFirm();
  const own = useOpenAccount().kind === "office";
  const changed = FIELDS.some(({ name }) => written[name] !== firm[name]);
  const { atFields: fields } = sortRefusal(save.error, NAMES);
  return (
    <form
      className={classes.firm}
      aria-labelledby="settings-firm"
      onSubmit={(event) => {
        event.preventDefault();
        if (changed) save.mutate(written);
      }}
    >
      <p className={classes.hint}>
        Stands in letters where a template says [Firm].
        {own && " Your office keeps it, for everybody who works there."}
      </p>
      {FIELDS.map(({ name, label }) => (
        <div key={name} data-field={name}>
          <TextInput
            label={label}
            value={written[name]}
            error={fields[name]}
            autoComplete="off"
            onChange={(event) => {
              save.reset();
              setWritten({ ...written, [name]: event.currentTarget.value });
            }}
          />
        </div>
      ))}
      <div className={classes.firmFoot}>
        <span className={classes.hint} role="status">
          {save.isSuccess && !changed && (own ? "Saved in your office" : "Saved on this machine")}
          {save.error !== null &&
            Object.keys(fields).length === 0 &&
            `Not saved. ${save.error.message}`}
        </span>
        <Button type="submit" disabled={!changed} loading={save.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
