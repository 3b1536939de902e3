import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconFileText, IconMail, IconPencil, IconPrinter, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { LetterHow } from "../../bindings/LetterHow";
import type { LetterRow } from "../../bindings/LetterRow";
import { Time } from "../../shared/Time";
import { MarkWord } from "../waiting/MarkWord";
import classes from "./LetterGrid.module.css";
import { howWord, keyOf } from "./words";

export const COLUMNS = [
  { id: "what", label: "What" },
  { id: "to", label: "To" },
  { id: "how", label: "How" },
  { id: "status", label: "Status" },
  { id: "by", label: "By" },
  { id: "at", label: "Date" },
] as const;

type ColumnId = (typeof COLUMNS)[number]["id"];

const ICONS: Partial<Record<LetterHow, typeof IconMail>> = {
  draft: IconPencil,
  fax: IconPrinter,
  letter: IconMail,
};

type LetterCellsProps = { letter: LetterRow; ask: (key: string) => void };

export function LetterCells({ letter, ask }: LetterCellsProps) {
  return COLUMNS.map(({ id }, at) => (
    <div key={id} role="gridcell" aria-colindex={at + 1} className={classes.cell} data-column={id}>
      {id === "status" && letter.how === "draft" ? (
        <RemoveDraft letter={letter} ask={ask} />
      ) : (
        shown(id, letter)
      )}
    </div>
  ));
}

function shown(column: ColumnId, letter: LetterRow): ReactNode {
  switch (column) {
    case "what":
      return (
        <span className={classes.name} title={letter.title}>
          {letter.title}
        </span>
      );
    case "to":
      return (
        <span className={classes.line} title={letter.to}>
          {letter.to || "Nobody yet"}
        </span>
      );
    case "how": {
      const Icon = ICONS[letter.how] ?? IconFileText;
      return (
        <span className={classes.how} data-how={letter.how}>
          <Icon size={14} stroke={1.5} aria-hidden />
          {howWord(letter.how)}
        </span>
      );
    }
    case "status":
      return <Status letter={letter} />;
    case "by":
      return (
        <span className={classes.line} title={letter.by}>
          {letter.by}
        </span>
      );
    case "at":
      return letter.at === null ? "" : <Time at={letter.at} />;
  }
}

/** Where it stands here while it waits, and else what the server says. */
function Status({ letter: { mark, reason, status } }: { letter: LetterRow }) {
  return (
    <span className={classes.stands} title={reason ?? status ?? undefined}>
      <MarkWord mark={mark} />
      <span className={reason === null ? classes.line : classes.reason}>
        {reason ?? status ?? ""}
      </span>
    </span>
  );
}

function RemoveDraft({ letter, ask }: LetterCellsProps) {
  return (
    <Tooltip label="Remove the draft (Delete)">
      <ActionIcon
        variant="subtle"
        color="gray"
        size={28}
        className={classes.remove}
        tabIndex={-1}
        aria-label={`Remove the draft: ${letter.title}`}
        onClick={(event) => {
          event.stopPropagation();
          ask(keyOf(letter));
        }}
      >
        <IconTrash size={16} stroke={1.5} />
      </ActionIcon>
    </Tooltip>
  );
}

type AskRemoveProps = { letter: LetterRow; stay: () => void; remove: (id: number) => void };

/** The question before a draft is removed, in the place of its cells. */
export function AskRemove({ letter, stay, remove }: AskRemoveProps) {
  return (
    <div role="gridcell" aria-colspan={COLUMNS.length} className={classes.asked}>
      <span className={classes.question}>
        Remove the draft “{letter.title}”? What was written in it is gone then.
      </span>
      <Button
        autoFocus
        color="red"
        h={28}
        px={10}
        onClick={(event) => {
          event.stopPropagation();
          if (letter.id !== null) remove(letter.id);
        }}
      >
        Remove
      </Button>
      <Button
        variant="default"
        h={28}
        px={10}
        onClick={(event) => {
          event.stopPropagation();
          stay();
        }}
      >
        Keep it
      </Button>
    </div>
  );
}
