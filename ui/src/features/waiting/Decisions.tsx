// The buttons that settle something that waits, and the question before what cannot be undone.

import { Button } from "@mantine/core";
import type { Decision } from "../../bindings/Decision";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { useStore } from "../../shared/store";
import classes from "./Decisions.module.css";
import { type Asking, asking } from "./inHand";
import { useDecisions } from "./useDecisions";
import { isDocument, isLetter, NEVER_TWICE, noun } from "./words";

const ORDER: readonly Decision[] = ["was_sent", "send", "edit", "discard"];

type DecisionsProps = { operation: WaitingOperation };

export function Decisions({ operation }: DecisionsProps) {
  const { begin } = useDecisions();
  const offered = ORDER.filter((decision) => operation.can.includes(decision));
  if (offered.length === 0) return null;
  return (
    <div className={classes.buttons}>
      {offered.map((decision) => (
        <Button
          key={decision}
          variant="default"
          h={28}
          px={10}
          onClick={() => begin(operation, decision)}
        >
          {label(decision, operation)}
        </Button>
      ))}
    </div>
  );
}

function label(decision: Decision, operation: WaitingOperation): string {
  switch (decision) {
    case "send":
      return operation.mark === "needs_you" ? "Send again" : "Send now";
    case "edit":
      return "Edit";
    case "was_sent":
      return "It was sent";
    case "discard":
      if (isDocument(operation)) return "Back to the tray";
      return isLetter(operation) ? "Back to the drafts" : "Discard";
  }
}

function question(operation: WaitingOperation, again: boolean): string {
  const { client } = operation;
  if (isLetter(operation)) {
    return again
      ? `${NEVER_TWICE} If you send it again and the first one went out after all, it arrives twice: “${operation.text}”.`
      : `Nothing more is sent, and the letter leaves this list. If it had not gone out after all, it never arrives: “${operation.text}”.`;
  }
  return again
    ? `The ${noun(operation)} is sent to the server once more. If it had arrived after all, ${client} has it twice.`
    : `Nothing more is sent, and the ${noun(operation)} leaves this list. If it had not arrived after all, ${client} does not have it.`;
}

/** What is being asked about an operation, in its place; `null` when nothing is. */
export function useAsked(id: number | null): Asking | null {
  const asked = useStore(asking);
  return asked?.id === id ? asked : null;
}

type AskFirstProps = { operation: WaitingOperation; asked: Asking; leave?: () => void };

export function AskFirst({ operation, asked, leave }: AskFirstProps) {
  const { settle } = useDecisions();
  const again = asked.decision === "send";
  function stay(): void {
    asking.set(null);
    leave?.();
  }
  return (
    <fieldset
      className={classes.question}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        stay();
      }}
    >
      <legend className="heard-only">{again ? "Send again?" : "Was it sent?"}</legend>
      <p>{question(operation, again)}</p>
      <div className={classes.buttons}>
        <Button
          autoFocus
          onClick={() => {
            settle(operation, asked.decision);
            leave?.();
          }}
        >
          {again ? "Send it again" : "Yes, it was sent"}
        </Button>
        <Button variant="default" onClick={stay}>
          Not now
        </Button>
      </div>
    </fieldset>
  );
}
