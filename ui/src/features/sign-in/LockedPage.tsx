// The keys of this machine's copy cannot be read: nothing is shown, nothing is lost.

import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Notice } from "../../shared/Notice";
import { useTitle } from "../../shared/useTitle";
import { useSwitchAccount } from "../frame/leaving";
import classes from "./LockedPage.module.css";

type LockedPageProps = { message: string; tryAgain: () => void; trying: boolean };

export default function LockedPage({ message, tryAgain, trying }: LockedPageProps) {
  useTitle("Locked");
  const toSignIn = useSwitchAccount();
  return (
    <main className={classes.page}>
      <h1 className="heard-only">Redress</h1>
      <Notice
        icon={<IconLock size={32} stroke={1.5} />}
        title="Redress is locked"
        action={{ label: "Try again", run: tryAgain, busy: trying }}
        urgent
      >
        <p>{message}</p>
        <p>Nothing was erased.</p>
        <Button variant="subtle" onClick={toSignIn}>
          Go to the sign-in page
        </Button>
      </Notice>
    </main>
  );
}
