// The form that takes a client on. The office checks what was typed, and its sentences stand at
// their fields; what was typed stays until it has worked. The office is on this machine and always
// there, so nothing of this waits to be sent.

import { ActionIcon, Alert, Button, Tooltip } from "@mantine/core";
import { useForm } from "@mantine/form";
import { IconX } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { clientsCreate, toBackendError } from "../../backend";
import type { NewClient } from "../../bindings/NewClient";
import { keys, readAgain } from "../../queries";
import { tellDone } from "../../shared/tell";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { useRoomKeys } from "../shortcuts/registry";
import { offerUndo } from "../waiting/undo";
import { newClientKeys } from "./keys";
import classes from "./NewClient.module.css";
import { NewClientFields } from "./NewClientFields";
import {
  forgetNewClient,
  isAnything,
  keepNewClient,
  NOBODY,
  newClientOf,
  newClientProblems,
  officeErrors,
  useOpenNewClient,
} from "./newClient";
import { listHidden } from "./view";

export function NewClientForm({ accountId }: { accountId: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const area = useRef<HTMLFormElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const navigate = useNavigate();
  const openAgain = useOpenNewClient();
  const form = useForm<NewClient>({
    initialValues: newClientOf(accountId),
    validate: newClientProblems,
    validateInputOnBlur: false,
    onValuesChange: (typed) => keepNewClient(accountId, typed),
  });

  useEffect(() => first.current?.focus(), []);

  function focusFirst(fields: object): void {
    const wrong = Object.keys(NOBODY).find((field) => field in fields);
    if (wrong !== undefined) form.getInputNode(wrong)?.focus();
  }

  function leave(): void {
    // What is being added is not dropped any more.
    if (busy) return;
    const dropped = { ...form.getValues(), ssn: "" };
    forgetNewClient(accountId);
    listHidden.set(false);
    void navigate({ to: "/clients" });
    if (!isAnything(dropped)) return;
    offerUndo({
      message: "What you typed about the new client was dropped.",
      run: () => {
        keepNewClient(accountId, dropped);
        openAgain();
      },
    });
  }

  async function add(typed: NewClient): Promise<void> {
    if (busy) return;
    setProblem(null);
    setBusy(true);
    try {
      const id = await clientsCreate(typed);
      forgetNewClient(accountId);
      void readAgain(client, keys.clients);
      tellDone(`${typed.first_name.trim()} ${typed.last_name.trim()} is a client now.`);
      void navigate({ to: "/clients/$id", params: { id }, replace: true });
    } catch (thrown) {
      const error = toBackendError(thrown);
      const { known, others } = officeErrors(error.fields);
      form.setErrors(known);
      if (Object.keys(known).length === 0 || others.length > 0) {
        setProblem(others.length > 0 ? others.join(" ") : error.message);
      }
      focusFirst(known);
    } finally {
      setBusy(false);
    }
  }

  const submit = form.onSubmit(add, focusFirst);
  useRoomKeys(newClientKeys, { save: () => submit(), leave }, area);

  /** Fields keep this key for themselves otherwise. */
  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    leave();
  }

  return (
    <form
      ref={area}
      className={classes.page}
      aria-labelledby="new-client"
      onSubmit={submit}
      onKeyDown={press}
      noValidate
    >
      <header className={classes.head}>
        <h2 id="new-client" className={classes.title}>
          New client
        </h2>
        <Tooltip label="Leave the form (Esc)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label="Leave the form"
            onClick={leave}
          >
            <IconX size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </header>
      <div className={classes.body}>
        {problem !== null && (
          <Alert color="red" variant="light" role="alert" p="sm">
            <span data-selectable>{problem}</span>
          </Alert>
        )}
        <NewClientFields form={form} first={first} />
        <div className={classes.foot}>
          <span aria-hidden>
            <KeyCaps keys="mod+Enter" />
          </span>
          <Button variant="default" onClick={leave}>
            Cancel
          </Button>
          <Button type="submit" loading={busy}>
            Add the client
          </Button>
        </div>
      </div>
    </form>
  );
}
