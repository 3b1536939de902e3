// The open tray: its files, what changes several at once, and the way out of it.

import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconChevronDown, IconPlus } from "@tabler/icons-react";
import { type RefObject, useEffect } from "react";
import type { TrayFile } from "../../bindings/TrayFile";
import { DOCUMENT_TYPES } from "../../shared/documentTypes";
import { formatCount } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import { useStore } from "../../shared/store";
import { Waiting } from "../../shared/Waiting";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { openViewer } from "../viewer/viewing";
import { trayKeys } from "./keys";
import { SelectedFiles } from "./SelectedFiles";
import { SendFiles } from "./SendFiles";
import { canRemove, isOpen } from "./stages";
import { clearFiles, selectedFiles, toggleFile } from "./state";
import classes from "./Tray.module.css";
import { canLook, TrayRow } from "./TrayRow";
import { typeChange } from "./TypeSelects";
import { useClientInHand } from "./useClientInHand";
import { useFileActions } from "./useFileActions";
import { usePickFiles } from "./usePickFiles";
import { useSend } from "./useSend";
import { useTray } from "./useTray";
import { useChangeFiles, useRemoveFiles, useSendAgain } from "./useTrayActions";
import { rowId, useTrayCursor } from "./useTrayCursor";

type TrayPanelProps = {
  /** The tray, whose keys act only while the focus is in it. */
  area: RefObject<HTMLElement | null>;
  close: () => void;
};

export function TrayPanel({ area, close }: TrayPanelProps) {
  const { data, error, isFetching, refetch } = useTray();
  const files = data ?? NONE;
  const inHand = useClientInHand();
  const pick = usePickFiles();
  const done = files.filter(({ stage }) => stage === "done");
  const remove = useRemoveFiles();
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.heading}>
          Tray{" "}
          <span className={classes.count}>{files.length > 0 && formatCount(files.length)}</span>
        </h2>
        {done.length > 0 && (
          <Button variant="subtle" h={28} px={8} onClick={() => remove(done.map(({ id }) => id))}>
            Clear done
          </Button>
        )}
        <Tooltip label="Add files (A)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label="Add files"
            onClick={() => pick(inHand?.id ?? null)}
          >
            <IconPlus size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Close the tray (T)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            aria-label="Close the tray"
            onClick={close}
          >
            <IconChevronDown size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
        <p className={classes.inHand}>
          {inHand === null ? (
            "No client is open: what you drop asks whose it is."
          ) : (
            <>
              What you drop is for <b>{inHand.name}</b>.
            </>
          )}
        </p>
      </header>
      {error !== null && (
        <div className={classes.problem}>
          <Notice
            icon={<IconAlertTriangle size={24} stroke={1.5} />}
            title="The tray could not be read"
            action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
            urgent
          >
            <p>{error.message}</p>
            <p>Its files were kept.</p>
          </Notice>
        </div>
      )}
      {data === undefined && error === null && <Waiting label="Reading the tray" lines={4} />}
      <Files files={files} area={area} close={close} />
      {data?.length === 0 && (
        <p className={classes.nothing}>
          Drop files anywhere in this window: photos, PDFs or Word documents. They stay here until
          you add them to a client’s file.
        </p>
      )}
    </>
  );
}

const NONE: readonly TrayFile[] = [];

type FilesProps = TrayPanelProps & { files: readonly TrayFile[] };

function Files({ files, area, close }: FilesProps) {
  const selected = useStore(selectedFiles);
  const cursor = useTrayCursor(files);
  const change = useChangeFiles();
  const remove = useRemoveFiles();
  const again = useSendAgain();
  const pick = usePickFiles();
  const inHand = useClientInHand();
  const sending = useSend(files, close);
  const chosen = files.filter(({ id }) => selected.has(id));
  const { current } = cursor;

  const actions = useFileActions({
    settle: cursor.settle,
    focusRow: (id) => document.getElementById(rowId(id))?.focus(),
    toggle: toggleFile,
    look: (file) => lookAt(file, files),
    change,
    remove,
    again,
  });

  // What is not there any more is not selected.
  useEffect(() => {
    const there = new Set(files.map(({ id }) => id));
    if ([...selected].some((id) => !there.has(id))) {
      selectedFiles.set(new Set([...selected].filter((id) => there.has(id))));
    }
  }, [files, selected]);

  /** The file of the cursor, or all that are selected when it is one of them. */
  function meant(can: (file: TrayFile) => boolean): TrayFile[] {
    if (current === undefined) return [];
    return (selected.has(current.id) ? chosen : [current]).filter(can);
  }

  function chooseType(at: number): void {
    const type = DOCUMENT_TYPES[at]?.id;
    if (type === undefined) return;
    for (const file of meant(isOpen)) {
      change({ ids: [file.id], change: typeChange(type, file.subtype) });
    }
  }

  function removeMeant(): void {
    const going = meant(canRemove).map(({ id }) => id);
    if (going.length > 0) remove(going);
  }

  function leave(): void {
    if (sending.asking) sending.stay();
    else if (selected.size > 0) clearFiles();
    else close();
  }

  function focusField(field: string): void {
    if (current === undefined) return;
    document.getElementById(rowId(current.id))?.querySelector<HTMLElement>(field)?.focus();
  }

  const inside = (run: () => unknown) => () =>
    area.current?.contains(document.activeElement) === true ? run() : NOT_NOW;
  useRoomKeys(
    trayKeys,
    {
      next: inside(() => cursor.moveBy(1)),
      previous: inside(() => cursor.moveBy(-1)),
      select: inside(() => current !== undefined && toggleFile(current.id)),
      type0: inside(() => chooseType(0)),
      type1: inside(() => chooseType(1)),
      type2: inside(() => chooseType(2)),
      type3: inside(() => chooseType(3)),
      look: inside(() => current !== undefined && canLook(current) && lookAt(current, files)),
      client: inside(() => focusField("[data-client-field]")),
      caption: inside(() => focusField("[data-caption-field]")),
      again: inside(() => current?.stage === "not_accepted" && again(current.id)),
      remove: inside(removeMeant),
      add: inside(() => pick(inHand?.id ?? null)),
      send: inside(() => {
        cursor.focus();
        sending.send();
      }),
      leave: inside(leave),
    },
    area,
  );

  if (files.length === 0) return null;
  return (
    <>
      {chosen.length > 0 && <SelectedFiles files={chosen} change={change} remove={remove} />}
      <ul className={classes.list} aria-label="Files in the tray">
        {files.map((file) => (
          <TrayRow
            key={file.id}
            file={file}
            isCursor={file === current}
            isSelected={selected.has(file.id)}
            actions={actions}
          />
        ))}
      </ul>
      <SendFiles sending={sending} />
    </>
  );
}

function lookAt(file: TrayFile, files: readonly TrayFile[]): void {
  const shown = files.filter(canLook);
  openViewer({
    documents: shown.map(({ id, name, client }) => ({
      numbers: { attachmentId: null, drop: id },
      name,
      whose: client === null ? "In the tray, for no client yet" : `In the tray, for ${client}`,
    })),
    place: shown.indexOf(file),
  });
}
