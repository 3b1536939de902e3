// What surrounds every room: the rail, the title row, and what floats above.

import { Outlet } from "@tanstack/react-router";
import { useShortcutListener } from "../shortcuts/registry";
import { ShortcutSheet } from "../shortcuts/ShortcutSheet";
import { useChanges } from "../sync/useChanges";
import { useSyncEvents } from "../sync/useSync";
import { useLostEdits } from "../waiting/useLostEdits";
import { useOpenAccount } from "./account";
import classes from "./Frame.module.css";
import { Rail } from "./Rail";
import { SearchEverything } from "./SearchEverything";
import { SignOutDialog } from "./SignOutDialog";
import { TitleRow } from "./TitleRow";
import { useEverywhereKeys } from "./useEverywhereKeys";

export function Frame() {
  const account = useOpenAccount();
  useShortcutListener();
  useSyncEvents();
  useChanges();
  useLostEdits();
  useEverywhereKeys();
  return (
    <div className={classes.frame} data-practice={account.kind === "practice"}>
      <TitleRow />
      <Rail />
      <main className={classes.room}>
        <Outlet />
      </main>
      <SearchEverything />
      <ShortcutSheet />
      <SignOutDialog />
    </div>
  );
}
