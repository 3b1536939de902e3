// The way back in over the work, when the server ended the session of the open account.

import { Alert, Button, Modal } from "@mantine/core";
import { createStore, useStore } from "../../shared/store";
import { useOpenAccount } from "../frame/account";
import { PortalForm } from "./PortalForm";
import { useSignIn } from "./useSignIn";

const opened = createStore(false);

export function openSignInAgain(): void {
  opened.set(true);
}

export function SignInAgain() {
  const isOpen = useStore(opened);
  const account = useOpenAccount();
  const { portal, practice } = useSignIn();
  const close = () => opened.set(false);

  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={`Sign in again to ${account.place}`}
      size={420}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      {practice.isError && (
        <Alert color="red" variant="light" role="alert" p="sm" mb="md">
          {practice.error.message}
        </Alert>
      )}
      {account.kind === "practice" ? (
        <Button
          fullWidth
          loading={practice.isPending}
          onClick={() => practice.mutate(undefined, { onSuccess: close })}
        >
          Open the practice office again
        </Button>
      ) : (
        <PortalForm
          known={{ server: account.server ?? "", email: account.email }}
          send={async (typed) => {
            await portal.mutateAsync(typed);
            close();
          }}
        />
      )}
    </Modal>
  );
}
