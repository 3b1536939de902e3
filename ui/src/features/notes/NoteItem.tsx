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
  return (
    <li className={classes.note} data-mark={note.mark}>
      <div className={classes.noteHead}>
        <span className={classes.author}>{note.author}</span>
        <span className={classes.when}>
          <Time at={note.written_at} />
        </span>
        <MarkWord mark={note.mark} />
      </div>
      {edit !== undefined && operation !== undefined ? (
        <EditWaiting operation={operation} edit={edit} />
      ) : (
        <p className={classes.text} data-selectable>
          {note.text}
        </p>
      )}
      {note.reason !== null && <p className={classes.reason}>{note.reason}</p>}
      {operation !== undefined && edit === undefined && <Settling operation={operation} />}
    </li>
  );
}

function Settling({ operation }: { operation: WaitingOperation }) {
  const asked = useAsked(operation);
  if (asked !== null) return <AskFirst operation={operation} asked={asked} />;
  return <Decisions operation={operation} />;
}
