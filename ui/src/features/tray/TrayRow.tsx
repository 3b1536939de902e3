// A file of the tray: what it is, whose it becomes, and how far it has come.

import { ActionIcon, Button, Checkbox, Progress, Tooltip, UnstyledButton } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { memo } from "react";
import type { TrayFile } from "../../bindings/TrayFile";
import { documentWords } from "../../shared/documentTypes";
import { formatBytes } from "../../shared/formats";
import { Thumbnail } from "../documents/Thumbnail";
import { FileNotices } from "./FileNotices";
import { StageWord } from "./StageWord";
import { canRemove, isOpen, progressOf } from "./stages";
import classes from "./Tray.module.css";
import { TrayFields } from "./TrayFields";
import type { FileActions } from "./useFileActions";
import { rowId } from "./useTrayCursor";

type TrayRowProps = {
  file: TrayFile;
  isCursor: boolean;
  isSelected: boolean;
  actions: FileActions;
};

export const TrayRow = memo(function TrayRow(props: TrayRowProps) {
  const { file, isCursor, isSelected, actions } = props;
  const what = whatWord(file);
  return (
    <li
      id={rowId(file.id)}
      className={classes.row}
      tabIndex={isCursor ? 0 : -1}
      data-cursor={isCursor}
      data-stage={file.stage}
      aria-label={file.name}
      onFocus={() => actions.settle(file.id)}
    >
      <Checkbox
        size="xs"
        className={classes.select}
        checked={isSelected}
        aria-label={`Select ${file.name}`}
        onChange={() => actions.toggle(file.id)}
      />
      <Look file={file} look={actions.look} />
      <div className={classes.about}>
        <div className={classes.title}>
          <span className={classes.name} title={file.name}>
            {file.name}
          </span>
          <StageWord file={file} />
          {canRemove(file) && <Remove file={file} remove={actions.remove} />}
        </div>
        {what !== "" && <p className={classes.what}>{what}</p>}
        {isOpen(file) ? <TrayFields file={file} actions={actions} /> : <Settled file={file} />}
        <Going file={file} />
        <FileNotices file={file} />
        <Asking file={file} again={actions.again} />
      </div>
    </li>
  );
});

/** `A JPEG image, 1.2 MB`; nothing of a file that was not read. */
function whatWord({ what, size }: TrayFile): string {
  const words = [what, size > 0 && formatBytes(size)].filter(Boolean).join(", ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Look({ file, look }: { file: TrayFile; look: (file: TrayFile) => void }) {
  const picture = (
    <Thumbnail numbers={{ attachmentId: null, drop: file.id }} kind={kindOf(file)} size={22} />
  );
  if (!canLook(file)) return <span className={classes.picture}>{picture}</span>;
  return (
    <UnstyledButton
      className={classes.picture}
      aria-label={`Look at ${file.name}`}
      tabIndex={-1}
      onClick={() => look(file)}
    >
      {picture}
    </UnstyledButton>
  );
}

/** What is not here has no picture and cannot be looked at. */
export function canLook({ stage }: TrayFile): boolean {
  return stage !== "taking" && stage !== "refused" && stage !== "done";
}

function kindOf(file: TrayFile): TrayFile["kind"] {
  return canLook(file) || file.stage === "done" ? file.kind : null;
}

function Remove({ file, remove }: { file: TrayFile; remove: (ids: number[]) => void }) {
  return (
    <Tooltip label="Remove from the tray (Del)">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={22}
        aria-label={`Remove ${file.name}`}
        onClick={() => remove([file.id])}
      >
        <IconX size={14} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

/** What was chosen, once it cannot be changed any more. */
function Settled({ file }: { file: TrayFile }) {
  if (file.client === null) return null;
  const words = documentWords(file.doc_type, file.subtype);
  return (
    <p className={classes.settled}>
      <b>{file.client}</b>
      {[words, file.caption].filter(Boolean).map((word) => ` · ${word}`)}
    </p>
  );
}

function Going({ file }: { file: TrayFile }) {
  const percent = progressOf(file);
  if (percent === null) return null;
  return (
    <Progress
      className={classes.progress}
      value={percent}
      size="sm"
      aria-label={`Progress of ${file.name}`}
    />
  );
}

/** The button that settles what does not go on by itself. */
function Asking({ file, again }: { file: TrayFile; again: (id: number) => void }) {
  const navigate = useNavigate();
  if (file.stage === "not_accepted") {
    return (
      <div className={classes.asking}>
        <Button variant="default" h={28} px={10} onClick={() => again(file.id)}>
          Send again
        </Button>
      </div>
    );
  }
  if (file.stage !== "needs_you") return null;
  return (
    <div className={classes.asking}>
      <Button variant="default" h={28} px={10} onClick={() => void navigate({ to: "/waiting" })}>
        Decide in What waits
      </Button>
    </div>
  );
}
