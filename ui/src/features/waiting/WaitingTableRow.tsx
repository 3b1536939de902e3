import { UnstyledButton } from "@mantine/core";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { formatCount } from "../../shared/formats";
import { Time, TimeUntil } from "../../shared/Time";
import { useOpenAccount } from "../frame/account";
import { AskFirst, Decisions, useAsked } from "./Decisions";
import { EditWaiting } from "./EditWaiting";
import { useEdit } from "./inHand";
import { MarkWord } from "./MarkWord";
import { rowId } from "./useWaitingCursor";
import classes from "./WaitingTable.module.css";
import { firstLine, isLetter, NEVER_TWICE } from "./words";

export const COLUMNS = [
  { id: "what", label: "What" },
  { id: "client", label: "Client" },
  { id: "text", label: "Text, and why it waits" },
  { id: "age", label: "Age" },
  { id: "state", label: "State" },
  { id: "next", label: "Next attempt" },
  { id: "attempts", label: "Attempts" },
  { id: "decisions", label: "Decide" },
] as const;

type WaitingTableRowProps = {
  operation: WaitingOperation;
  isCursor: boolean;
  /** The row was pressed, or something in it got the focus. */
  settle: () => void;
  open: () => void;
  refocus: () => void;
};

export function WaitingTableRow(props: WaitingTableRowProps) {
  const { operation, isCursor, settle, open } = props;
  const { mark, next_at } = operation;
  const account = useOpenAccount();
  const edited = useEdit(account.id, operation.id) !== undefined;
  const inHand = useAsked(operation.id) !== null || edited;
  return (
    <>
      <tr
        id={rowId(operation)}
        className={classes.row}
        tabIndex={isCursor ? 0 : -1}
        data-cursor={isCursor}
        onFocus={settle}
      >
        <td data-column="what">{operation.what}</td>
        <td data-column="client">
          <UnstyledButton className={classes.client} onClick={open}>
            {operation.client}
          </UnstyledButton>
        </td>
        <td data-column="text">
          <p className={classes.line}>{firstLine(operation.text)}</p>
          {operation.reason !== null && <p className={classes.reason}>{operation.reason}</p>}
          {isLetter(operation) && mark === "needs_you" && (
            <p className={classes.reason}>{NEVER_TWICE} It stays here until you decide.</p>
          )}
        </td>
        <td data-column="age">
          <Time at={operation.since} />
        </td>
        <td data-column="state">
          <MarkWord mark={mark} />
        </td>
        <td data-column="next">
          {next_at !== null && (mark === "waiting" || mark === "checking") ? (
            <TimeUntil at={next_at} />
          ) : (
            "–"
          )}
        </td>
        <td data-column="attempts">{formatCount(operation.attempts)}</td>
        <td data-column="decisions">{!inHand && <Decisions operation={operation} />}</td>
      </tr>
      {inHand && <InHand {...props} />}
    </>
  );
}

/** What is being asked or changed, below its row. */
function InHand({ operation, refocus }: WaitingTableRowProps) {
  const account = useOpenAccount();
  const edit = useEdit(account.id, operation.id);
  const asked = useAsked(operation.id);
  return (
    <tr className={classes.inHand}>
      <td colSpan={COLUMNS.length}>
        {edit !== undefined && <EditWaiting operation={operation} edit={edit} leave={refocus} />}
        {edit === undefined && asked !== null && (
          <AskFirst operation={operation} asked={asked} leave={refocus} />
        )}
      </td>
    </tr>
  );
}
