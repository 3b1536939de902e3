// The tray in the corner of every room: open, or a word with a count while there is something in
// it. It opens by itself when files arrive.

import { UnstyledButton } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { countOf } from "../../shared/formats";
import { useStore } from "../../shared/store";
import { roomKeys, useRoomKeys } from "../shortcuts/registry";
import { trayWord } from "./stages";
import { trayOpen } from "./state";
import classes from "./Tray.module.css";
import { TrayPanel } from "./TrayPanel";
import { useTellClientInHand } from "./useClientInHand";
import { useNotTaken, useOpenOnArrival, useTray, useUploadProgress } from "./useTray";
import { useRemoveFiles } from "./useTrayActions";

const dockKeys = roomKeys("The tray of dropped files", 0, {
  // Some rooms have "t" for something of their own.
  turn: { keys: ["t", "g t"], does: "Go to the tray, or close it" },
});

export function TrayDock() {
  const { data: files } = useTray();
  const isOpen = useStore(trayOpen);
  const area = useRef<HTMLElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const wanted = useRef(false);
  const remove = useRemoveFiles();
  useUploadProgress();
  useNotTaken();
  useTellClientInHand();
  useOpenOnArrival(files);

  function goTo(): void {
    cameFrom.current = document.activeElement;
    if (isOpen) {
      focusFirst(area.current);
    } else {
      wanted.current = true;
      trayOpen.set(true);
    }
  }

  /** What is done was seen by then, and leaves. */
  function close(): void {
    const had = area.current?.contains(document.activeElement) === true;
    trayOpen.set(false);
    if (had && cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
    const done = (files ?? []).filter(({ stage }) => stage === "done").map(({ id }) => id);
    if (done.length > 0) remove(done);
  }

  useRoomKeys(dockKeys, {
    turn: () => {
      const inside = area.current?.contains(document.activeElement) === true;
      if (isOpen && inside) close();
      else goTo();
    },
  });

  // Asked for: the focus follows once the tray is on the screen.
  useEffect(() => {
    if (!isOpen || !wanted.current) return;
    wanted.current = false;
    focusFirst(area.current);
  }, [isOpen]);

  const count = files?.length ?? 0;
  if (!isOpen && count === 0) return null;
  return (
    <aside
      ref={area}
      className={isOpen ? classes.tray : classes.closed}
      data-tray={isOpen ? "open" : "closed"}
      aria-label="Tray"
      tabIndex={-1}
    >
      {isOpen ? <TrayPanel area={area} close={close} /> : <Pill open={goTo} />}
      <span className="heard-only" role="status">
        {count > 0 && `${countOf(count, "file", "files")} in the tray`}
      </span>
    </aside>
  );
}

function Pill({ open }: { open: () => void }) {
  const { data: files } = useTray();
  const { text, mark } = trayWord(files ?? []);
  return (
    <UnstyledButton className={classes.pill} data-mark={mark} onClick={open}>
      <IconInbox size={16} stroke={1.5} aria-hidden />
      <span className={classes.pillWord}>
        <span className="heard-only">Open the tray: </span>
        {text}
      </span>
    </UnstyledButton>
  );
}

/** The file in hand, or the tray itself while it is empty. */
function focusFirst(tray: HTMLElement | null): void {
  const row = tray?.querySelector<HTMLElement>('[data-cursor="true"]');
  (row ?? tray)?.focus();
}
