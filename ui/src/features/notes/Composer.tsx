// Where a new note is written. Its text is a draft until it is saved.

import { Button, Textarea } from "@mantine/core";
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from "react";
import { useStore } from "../../shared/store";
import { tellFailed } from "../../shared/tell";
import { useOpenAccount } from "../frame/account";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { useRoomKeys } from "../shortcuts/registry";
import { composerWanted, lengthTold, noteProblem } from "./composing";
import { keepDraft, useDraft } from "./drafts";
import { notesKeys } from "./keys";
import classes from "./Notes.module.css";
import { type NewNote, useSaveNote } from "./useSaveNote";

type ComposerProps = { clientId: number; client: string; leave: () => void };

export function Composer({ clientId, client, leave }: ComposerProps) {
  const account = useOpenAccount();
  const draft = useDraft(account.id, clientId);
  const { field, saved, save } = useComposer({ clientId, client, text: draft.text });
  const told = lengthTold(draft.text);
  useRoomKeys(notesKeys, { save });

  function press(event: KeyboardEvent): void {
    if (event.key !== "Escape" || event.nativeEvent.isComposing) return;
    event.preventDefault();
    leave();
  }

  return (
    <form
      className={classes.composer}
      aria-label={`New note about ${client}`}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Textarea
        ref={field}
        label={`Note about ${client}`}
        placeholder="What was said, agreed or sent"
        autosize
        minRows={3}
        maxRows={14}
        value={draft.text}
        error={draft.problem}
        onChange={(event) =>
          keepDraft(account.id, {
            clientId,
            client,
            text: event.currentTarget.value,
            problem: null,
          })
        }
        onKeyDown={press}
      />
      <div className={classes.composerFoot}>
        <span className={classes.told} role="status">
          {told ?? (saved ? <span className="heard-only">Saved on this machine.</span> : "")}
        </span>
        <span className={classes.hint} aria-hidden>
          <KeyCaps keys="mod+Enter" />
        </span>
        <Button type="submit">Save note</Button>
      </div>
    </form>
  );
}

function useComposer(note: NewNote) {
  const account = useOpenAccount();
  const field = useRef<HTMLTextAreaElement>(null);
  const [saved, setSaved] = useState(false);
  const wanted = useStore(composerWanted) === note.clientId;

  useEffect(() => {
    if (!wanted) return;
    composerWanted.set(null);
    field.current?.focus();
  }, [wanted]);

  // The agent may be elsewhere by now: then the composer's own sentence is not seen.
  const lost = useCallback((of: NewNote, sentence: string) => {
    if (field.current !== null) field.current.focus();
    else tellFailed(`The note about ${of.client} was not saved.`, `${sentence} It is a draft.`);
  }, []);
  const saving = useSaveNote(lost);

  function save(): void {
    const problem = noteProblem(note.text);
    setSaved(problem === null);
    field.current?.focus();
    if (problem === null) {
      keepDraft(account.id, { ...note, text: "", problem: null });
      saving.mutate(note);
    } else if (note.text.trim() !== "") {
      keepDraft(account.id, { ...note, problem });
    }
  }

  return { field, saved, save };
}
