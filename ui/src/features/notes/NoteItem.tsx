import { useRef } from "react";
import type { NoteRow } from "../../bindings/NoteRow";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { Time } from "../../shared/Time";
import { useOpenAccount } from "../frame/account";
import { AskFirst, Decisions, useAsked } from "../waiting/Decisions";
import { EditWaiting } from "../waiting/EditWaiting";
import { useEdit } from "../waiting/inHand";
import { MarkWord } from "../waiting/MarkWord";
import classes from "./Notes.module.css";

type NoteItemProps = {
  note: NoteRow;
  /** What waits of it, with the decisions there are; none once the server has it. */
  operation: WaitingOperation | undefined;
};

export function NoteItem({ note, operation }: NoteItemProps) {
  const account = useOpenAccount();
  const edit = useEdit(account.id, operation?.id ?? null);
  const asked = useAsked(operation?.id ?? null);
  const item = useRef<HTMLLIElement>(null);
  const leave = () => item.current?.focus();
  return (
    <li ref={item} className={classes.note} tabIndex={-1}>
      <div className={classes.noteHead}>
        <span className={classes.author}>{note.author}</span>
        <span className={classes.when}>
          <Time at={note.written_at} />
        </span>
        {operation !== undefined && edit === undefined && asked === null && (
          <div className={classes.decisions}>
            <Decisions operation={operation} />
          </div>
        )}
        <MarkWord mark={note.mark} />
      </div>
      {note.reason !== null && <p className={classes.reason}>{note.reason}</p>}
      {edit !== undefined && operation !== undefined ? (
        <EditWaiting operation={operation} edit={edit} leave={leave} />
      ) : (
        <p className={classes.text} data-selectable>
          {note.text}
        </p>
      )}
      {operation !== undefined && asked !== null && (
        <AskFirst operation={operation} asked={asked} leave={leave} />
      )}
    </li>
  );
}
