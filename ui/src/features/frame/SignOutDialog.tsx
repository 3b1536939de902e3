// Signing out erases: it says what goes and what stays before it happens.

import { Alert, Button, Group, Modal } from "@mantine/core";
import type { Account } from "../../bindings/Account";
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

/** What has not been sent yet, and what becomes of it; `null` when there is nothing. */
function sealed({ kind, agent, place }: Account, waiting: Waiting | undefined): string | null {
  const { operations, in_tray, drafts } = waiting ?? { operations: [], in_tray: 0, drafts: 0 };
  const count = operations.length + in_tray + drafts;
  if (count === 0) return null;
  const parts = [
    operations.length > 0 && countOfWaiting(operations),
    in_tray > 0 && countOf(in_tray, "file in the tray", "files in the tray"),
    drafts > 0 && countOf(drafts, "draft of a letter", "drafts of letters"),
  ];
  const what = parts.filter((part) => part !== false).join(" and ");
  const are = count === 1 ? "is" : "are";
  const stay = count === 1 ? "It stays" : "They stay";
  const where = kind === "office" ? "in the office" : "on the server";
  return `${what} that ${are} not ${where} yet. ${stay} encrypted on this machine and ${are} here again after ${agent} signs in to ${place}; what waits is sent then.`;
}

function SignOutQuestion({ close }: { close: () => void }) {
  const account = useOpenAccount();
  const { data: here } = useOnThisMachine();
  const drafts = useDrafts(account.id);
  const { data: waiting } = useWaiting();
  const unsent = sealed(account, waiting);
  const leave = useSignOut(close);
  return (
    <>
      <dl className={classes.facts}>
        <dt>Erased</dt>
        <dd>
          {erased(account, here)}
          {drafts.length > 0 && (
            <p className={classes.alsoLost}>
              Not saved yet, and lost too: what you wrote about{" "}
              {drafts.map(({ client }) => client).join(", ")}.
            </p>
          )}
        </dd>
        {unsent !== null && (
          <>
            <dt>Sealed here</dt>
            <dd>{unsent}</dd>
          </>
        )}
        <dt>Stays</dt>
        <dd>{staying(account)}</dd>
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

function staying({ kind, place }: Account): string {
  switch (kind) {
    case "practice":
      return "The practice office with its invented clients. You can open it again from the sign-in page.";
    case "portal":
      return `Everything on ${place}. Nothing is deleted there; it is fetched again when you sign in.`;
    case "office":
      return "Your office with everything in it stays on this machine. Sign in to it again from the sign-in page.";
  }
}

function erased({ kind }: Account, here: OnThisMachine | undefined): string {
  // In the office itself there are as many clients, and they stay.
  const which = kind === "office" ? "This account’s copy" : "The copy";
  const copy =
    here === undefined
      ? `${which} of your clients on this machine`
      : `${which} of ${countOf(here.clients, "client", "clients")} on this machine (${formatBytes(here.cache_bytes)})`;
  return `${copy}, the keys that open it, and your sign-in.`;
}
