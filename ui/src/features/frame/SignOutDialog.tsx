// Signing out erases: it says what goes and what stays before it happens.

import { Alert, Button, Group, Modal } from "@mantine/core";
import type { OnThisMachine } from "../../bindings/OnThisMachine";
import type { Waiting } from "../../bindings/Waiting";
import { countOf, formatBytes } from "../../shared/formats";
import { createStore, useStore } from "../../shared/store";
import { useDrafts } from "../notes/drafts";
import { useOnThisMachine } from "../settings/useOnThisMachine";
import { useWaiting } from "../waiting/useWaiting";
import { countOfWaiting } from "../waiting/words";
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

/** What the server does not have yet, up to “is” or “are”. */
function sealed(waiting: Waiting | undefined): string {
  const { operations, in_tray, drafts } = waiting ?? { operations: [], in_tray: 0, drafts: 0 };
  const parts = [
    operations.length > 0 && countOfWaiting(operations),
    in_tray > 0 && countOf(in_tray, "file in the tray", "files in the tray"),
    drafts > 0 && countOf(drafts, "draft of a letter", "drafts of letters"),
  ];
  const are = operations.length + in_tray + drafts === 1 ? "is" : "are";
  return `${parts.filter((part) => part !== false).join(" and ")} that ${are}`;
}

function SignOutQuestion({ close }: { close: () => void }) {
  const account = useOpenAccount();
  const { data: here } = useOnThisMachine();
  const drafts = useDrafts(account.id);
  const { data: waiting } = useWaiting();
  const inTray = waiting?.in_tray ?? 0;
  const unsent = (waiting?.operations.length ?? 0) + inTray + (waiting?.drafts ?? 0);
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
              {sealed(waiting)} not on the server yet. {unsent === 1 ? "It stays" : "They stay"}{" "}
              encrypted on this machine and {unsent === 1 ? "is" : "are"} here again after{" "}
              {account.agent} signs in to {account.place}; what waits is sent then.
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
