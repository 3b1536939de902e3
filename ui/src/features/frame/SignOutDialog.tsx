// Signing out erases: it says what goes and what stays before it happens.

import { Alert, Button, Group, Modal } from "@mantine/core";
import type { OnThisMachine } from "../../bindings/OnThisMachine";
import { countOf, formatBytes } from "../../shared/formats";
import { createStore, useStore } from "../../shared/store";
import { useDrafts } from "../notes/drafts";
import { useOnThisMachine } from "../settings/useOnThisMachine";
import { useWaiting } from "../waiting/useWaiting";
import { useOpenAccount } from "./account";
import { useSignOut } from "./leaving";
import classes from "./SignOutDialog.module.css";

const opened = createStore(false);

export function openSignOut(): void {
  opened.set(true);
}

export function SignOutDialog() {
  const isOpen = useStore(opened);
  return (
    <Modal
      opened={isOpen}
      onClose={() => opened.set(false)}
      title="Sign out?"
      size={460}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <SignOutQuestion close={() => opened.set(false)} />
    </Modal>
  );
}

function SignOutQuestion({ close }: { close: () => void }) {
  const account = useOpenAccount();
  const { data: here } = useOnThisMachine();
  const drafts = useDrafts(account.id);
  const { data: waiting } = useWaiting();
  const unsent = waiting?.operations.length ?? 0;
  const leave = useSignOut(close);
  return (
    <>
      <dl className={classes.facts}>
        <dt>Erased</dt>
        <dd>
          {erased(here)}
          {drafts.length > 0 && (
            <p className={classes.alsoLost}>
              Not saved yet, and lost too: what you wrote about{" "}
              {drafts.map(({ client }) => client).join(", ")}.
            </p>
          )}
        </dd>
        {unsent > 0 && (
          <>
            <dt>Sealed here</dt>
            <dd>
              {countOf(unsent, "note that is", "notes that are")} not on the server yet.{" "}
              {unsent === 1 ? "It stays" : "They stay"} encrypted on this machine and{" "}
              {unsent === 1 ? "is" : "are"} sent after {account.agent} signs in to {account.place}{" "}
              again.
            </dd>
          </>
        )}
        <dt>Stays</dt>
        <dd>
          {account.kind === "practice"
            ? "The practice office with its invented clients. You can open it again from the sign-in page."
            : `Everything on ${account.place}. Nothing is deleted there; it is fetched again when you sign in.`}
        </dd>
      </dl>
      {leave.isError && (
        <Alert color="red" variant="light" role="alert" p="sm" mb="md">
          {leave.error.message}
        </Alert>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={close} data-autofocus>
          Stay signed in
        </Button>
        <Button color="red" onClick={() => leave.mutate()} loading={leave.isPending}>
          Sign out and erase
        </Button>
      </Group>
    </>
  );
}

function erased(here: OnThisMachine | undefined): string {
  const copy =
    here === undefined
      ? "The copy of your clients on this machine"
      : `The copy of ${countOf(here.clients, "client", "clients")} on this machine (${formatBytes(here.cache_bytes)})`;
  return `${copy}, the keys that open it, and your sign-in.`;
}
