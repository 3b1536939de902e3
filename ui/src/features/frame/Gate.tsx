// Decides what the window is: sign-in, locked, or the rooms of the open account.

import { IconAlertTriangle } from "@tabler/icons-react";
import { RouterProvider } from "@tanstack/react-router";
import type { AppRouter } from "../../router";
import { Notice } from "../../shared/Notice";
import { Waiting } from "../../shared/Waiting";
import LockedPage from "../sign-in/LockedPage";
import SignInPage from "../sign-in/SignInPage";
import { OpenAccount } from "./account";
import classes from "./Gate.module.css";
import { useOpening } from "./useOpening";

export function Gate({ router }: { router: AppRouter }) {
  const { data, error, isFetching, refetch } = useOpening();
  const tryAgain = () => void refetch();

  if (data === undefined) {
    if (error === null) {
      return (
        <main>
          <h1 className="heard-only">Redress</h1>
          <Waiting label="Opening Redress" lines={3} />
        </main>
      );
    }
    return (
      <main className={classes.failed}>
        <h1 className="heard-only">Redress</h1>
        <Notice
          icon={<IconAlertTriangle size={32} stroke={1.5} />}
          title="Redress could not open"
          action={{ label: "Try again", run: tryAgain, busy: isFetching }}
          urgent
        >
          <p>{error.message}</p>
          <p>What is on this machine was kept.</p>
        </Notice>
      </main>
    );
  }
  if (data.state === "sign_in") return <SignInPage accounts={data.accounts} />;
  if (data.state === "locked") {
    return <LockedPage message={data.message} tryAgain={tryAgain} trying={isFetching} />;
  }
  return (
    <OpenAccount value={data.account}>
      <RouterProvider router={router} key={data.account.id} />
    </OpenAccount>
  );
}
