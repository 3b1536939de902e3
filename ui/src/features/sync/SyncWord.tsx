// The quiet word in the title row: one click shows what it means and what can be done.

import { ActionIcon, Button, Popover, Progress, Tooltip, UnstyledButton } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconCloud,
  IconCloudOff,
  IconRefresh,
  IconX,
} from "@tabler/icons-react";
import { useEffect } from "react";
import type { SyncStatus } from "../../bindings/SyncStatus";
import { createStore, useStore } from "../../shared/store";
import { Time } from "../../shared/Time";
import { useNow } from "../../shared/useNow";
import { SignInAgain } from "../sign-in/SignInAgain";
import classes from "./SyncWord.module.css";
import { type SyncActions, useSyncActions, useSyncStatus } from "./useSync";
import { isFetching, type SyncMark, syncPercent, syncStory, syncWord } from "./word";

const opened = createStore(false);

/** Shows what the sync word means, such as how to sign in again. */
export function openSyncStory(): void {
  opened.set(true);
}

/** Puts it away again. */
export function closeSyncStory(): void {
  opened.set(false);
}

export function SyncWord() {
  const status = useSyncStatus();
  const actions = useSyncActions();
  const now = useNow();
  const isOpen = useStore(opened);
  useEffect(() => closeSyncStory, []);
  if (status === undefined) return null;
  const word = syncWord(status, now);
  return (
    <div className={classes.place}>
      <Popover opened={isOpen} onChange={opened.set} position="bottom-end" width={320} trapFocus>
        <Popover.Target>
          <UnstyledButton
            className={classes.word}
            onClick={() => opened.set(!isOpen)}
            data-mark={word.mark}
          >
            <Mark mark={word.mark} offline={status.state === "offline"} />
            <span className={classes.text}>{word.text}</span>
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown aria-label="Sync">
          <Story status={status} actions={actions} close={closeSyncStory} />
        </Popover.Dropdown>
      </Popover>
      {isFetching(status) && (
        <Tooltip label="Stop this sync">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label="Cancel sync"
            onClick={actions.cancel}
          >
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
      <span className="heard-only" role="status">
        {status.state === "running" ? "Syncing" : word.text}
      </span>
    </div>
  );
}

function Mark({ mark, offline }: { mark: SyncMark; offline: boolean }) {
  const props = { size: 16, stroke: 1.5, className: classes.mark, "aria-hidden": true };
  if (offline) return <IconCloudOff {...props} />;
  if (mark === "running") return <IconRefresh {...props} />;
  if (mark === "done") return <IconCheck {...props} />;
  if (mark === "quiet") return <IconCloud {...props} />;
  return <IconAlertTriangle {...props} />;
}

type StoryProps = { status: SyncStatus; actions: SyncActions; close: () => void };

function Story({ status, actions, close }: StoryProps) {
  const percent = syncPercent(status);
  const running = isFetching(status);
  return (
    <div className={classes.story}>
      <p>{syncStory(status)}</p>
      {status.message !== null && <p className={classes.message}>{status.message}</p>}
      {running && percent !== null && (
        <Progress value={percent} size="sm" aria-label="Progress of the sync" />
      )}
      <p className={classes.last}>
        {status.finished_at === null ? (
          "No sync has finished yet."
        ) : (
          <>
            Last complete sync: <Time at={status.finished_at} />
          </>
        )}
      </p>
      {status.state === "signed_out" && <SignInAgain done={close} />}
      {status.state !== "signed_out" && (
        <div className={classes.buttons}>
          <Button
            variant={running ? "default" : "filled"}
            onClick={running ? actions.cancel : actions.start}
            loading={actions.busy}
          >
            {running ? "Cancel" : "Sync now"}
          </Button>
        </div>
      )}
    </div>
  );
}
