// The text of something that waits, changed in its place.

import { Button, Textarea } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { toBackendError } from "../../backend";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { useOpenAccount } from "../frame/account";
import { noteProblem } from "../notes/composing";
import { KeyCaps } from "../shortcuts/KeyCaps";
import classes from "./EditWaiting.module.css";
import { changeEdit, type Edit, endEdit, reopenEdit } from "./inHand";
import { offerUndo } from "./undo";
import { useDecide } from "./useDecide";

type EditWaitingProps = { operation: WaitingOperation; edit: Edit; leave?: () => void };

export function EditWaiting({ operation, edit, leave }: EditWaitingProps) {
  const account = useOpenAccount();
  const decide = useDecide();
  const [problem, setProblem] = useState<string | null>(null);

  function close(): void {
    endEdit(account.id, operation.id);
    leave?.();
  }

  function save(): void {
    const found = noteProblem(edit.text);
    setProblem(found);
    if (found !== null || decide.isPending) return;
    decide
      .mutateAsync({ operation, decision: "edit", text: edit.text })
      .then(close)
      .catch((thrown) => {
        const error = toBackendError(thrown);
        setProblem(error.fields.note_text ?? error.message);
      });
  }

  function drop(): void {
    close();
    if (edit.text === edit.was) return;
    offerUndo({
      message: "Your change was dropped.",
      run: () => reopenEdit(account.id, operation.id, edit),
    });
  }

  function press(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return;
    const saves = event.key === "Enter" && (event.ctrlKey || event.metaKey);
    if (!saves && event.key !== "Escape") return;
    event.preventDefault();
    if (saves) save();
    else drop();
  }

  return (
    <form
      className={classes.form}
      aria-label={`Change the note about ${operation.client}`}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Textarea
        aria-label={`Text of the note about ${operation.client}`}
        autoFocus
        autosize
        minRows={3}
        maxRows={14}
        value={edit.text}
        error={problem}
        onChange={(event) => {
          setProblem(null);
          changeEdit(account.id, operation.id, event.currentTarget.value);
        }}
        onFocus={(event) =>
          event.currentTarget.setSelectionRange(edit.text.length, edit.text.length)
        }
        onKeyDown={press}
      />
      <div className={classes.foot}>
        <span className={classes.hint} aria-hidden>
          <KeyCaps keys="mod+Enter" />
        </span>
        <Button variant="default" onClick={drop}>
          Cancel
        </Button>
        <Button type="submit" loading={decide.isPending}>
          Save and send
        </Button>
      </div>
    </form>
  );
}
