// What surrounds every room: the rail, the title row, and what floats above.

import { Outlet } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useStore } from "../../shared/store";
import { useShortcutListener } from "../shortcuts/registry";
import { ShortcutSheet } from "../shortcuts/ShortcutSheet";
import { useChanges } from "../sync/useChanges";
import { useSyncEvents } from "../sync/useSync";
import { DropOverlay } from "../tray/DropOverlay";
import { TrayDock } from "../tray/TrayDock";
import { closeViewer, viewing } from "../viewer/viewing";
import { useLostEdits } from "../waiting/useLostEdits";
import { useOpenAccount } from "./account";
import classes from "./Frame.module.css";
import { Rail } from "./Rail";
import { SearchEverything } from "./SearchEverything";
import { SignOutDialog } from "./SignOutDialog";
import { TitleRow } from "./TitleRow";
import { useEverywhereKeys } from "./useEverywhereKeys";

// What reads PDFs is large and not needed at the start.
const Viewer = lazy(async () => ({ default: (await import("../viewer/Viewer")).Viewer }));

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
      <TrayDock />
      <ViewerPlace />
      <DropOverlay />
      <SearchEverything />
      <ShortcutSheet />
      <SignOutDialog />
    </div>
  );
}

function ViewerPlace() {
  const content = useStore(viewing);
  // What was looked at before the account was locked is not open again after it.
  useEffect(() => closeViewer, []);
  if (content === null) return null;
  return (
    <Suspense>
      <Viewer content={content} from={content.from} />
    </Suspense>
  );
}
