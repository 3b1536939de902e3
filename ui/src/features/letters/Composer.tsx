// Where a letter is written: what it says at left, the page as it will be sent at right.

import { IconAlertTriangle } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from "react";
import { Notice } from "../../shared/Notice";
import { Waiting } from "../../shared/Waiting";
import { HeldKeys } from "../shortcuts/HeldKeys";
import { useRoomKeys } from "../shortcuts/registry";
import { AskBeforeRemoving, AskBeforeSending } from "./Asking";
import classes from "./Composer.module.css";
import { ComposerHead } from "./ComposerHead";
import { composerKeys } from "./keys";
import { LetterForm } from "./LetterForm";
import { LetterPages } from "./LetterPages";
import type { OpenLetter, Session } from "./session";
import { useLetter } from "./useLetter";
import { type LetterActions, useLetterActions } from "./useLetterActions";
import { useLetterChoices } from "./useLetters";
import { windowsShown } from "./view";

/** Of the pages, in pixels, by one press of a key. */
const SCROLL = 80;

type ComposerProps = { clientId: number; id: number };

export function Composer({ clientId, id }: ComposerProps) {
  const read = useLetter(id);
  const navigate = useNavigate();
  if (read.state === "open") {
    return <Writing clientId={clientId} letter={read.letter} session={read.session} />;
  }
  if (read.state === "opening") {
    return (
      <>
        <HeldKeys keys={composerKeys} />
        <Waiting label="Opening the letter" lines={10} />
      </>
    );
  }
  const gone = read.error.code === "not_found";
  const back = () => void navigate({ to: "/clients/$id/letters", params: { id: clientId } });
  return (
    <div className={classes.notice}>
      <Notice
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title={gone ? "This draft is no longer here" : "The letter could not be opened"}
        action={
          gone
            ? { label: "Back to the letters", run: back }
            : { label: "Try again", run: read.again }
        }
        urgent
      >
        {gone ? (
          "It may have been sent or removed. What was sent is in the list."
        ) : (
          <>
            <p>{read.error.message}</p>
            <p>The draft on this machine was kept.</p>
          </>
        )}
      </Notice>
    </div>
  );
}

type WritingProps = { clientId: number; letter: OpenLetter; session: Session };

function Writing({ clientId, letter, session }: WritingProps) {
  const { draft, page, saved } = letter;
  const { data: choices } = useLetterChoices(clientId);
  const actions = useLetterActions(clientId, draft.id, session);
  const [asking, setAsking] = useState<Asking>(null);
  const [inserting, setInserting] = useState(false);
  const form = useRef<HTMLElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  const pages = useRef<HTMLElement>(null);
  const confirm = useRef<HTMLButtonElement>(null);
  // What is still being saved may take away a refusal, or bring one.
  const blocked = saved.state === "saved" && page.refusals.length > 0;
  const toForm = () => form.current?.focus({ preventScroll: true });

  useEffect(() => form.current?.focus({ preventScroll: true }), []);

  function stay(): void {
    setAsking(null);
    toForm();
  }

  useRoomKeys(composerKeys, {
    send: () => {
      if (asking === "send") confirm.current?.focus();
      else if (!blocked) setAsking("send");
    },
    save: () => actions.save.mutate(),
    print: () => actions.print.mutate(),
    text: () => text.current?.focus(),
    down: () => pages.current?.scrollBy({ top: SCROLL }),
    up: () => pages.current?.scrollBy({ top: -SCROLL }),
    insert: () => setInserting(true),
    windows: () => windowsShown.set((now) => !now),
    remove: () => setAsking("remove"),
    leave: () => (asking === null ? actions.leave() : stay()),
  });

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the fields inside are what is pressed in
    <div className={classes.room} onKeyDown={(event) => leaveField(event, toForm)}>
      <ComposerHead
        letter={letter}
        blocked={blocked}
        actions={actions}
        ask={setAsking}
        again={() => void session.writer.settle()}
      />
      <Questions
        asking={asking}
        confirm={confirm}
        letter={letter}
        blocked={blocked}
        actions={actions}
        stay={stay}
      />
      <div className={classes.panes}>
        <LetterForm
          pane={form}
          text={text}
          draft={draft}
          page={page}
          choices={choices}
          change={session.change}
          inserting={inserting}
          setInserting={setInserting}
        />
        <LetterPages pane={pages} letter={letter} />
      </div>
    </div>
  );
}

/** Out of a field first: what is typed in it is saved by itself. */
function leaveField(event: KeyboardEvent, toForm: () => void): void {
  const { target } = event;
  const isField = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
  if (event.key !== "Escape" || !isField || event.nativeEvent.isComposing) return;
  event.preventDefault();
  toForm();
}

/** What is being asked before it is done. */
type Asking = "send" | "remove" | null;

type QuestionsProps = {
  asking: Asking;
  confirm: RefObject<HTMLButtonElement | null>;
  letter: OpenLetter;
  blocked: boolean;
  actions: LetterActions;
  stay: () => void;
};

function Questions({ asking, confirm, letter, blocked, actions, stay }: QuestionsProps) {
  if (asking === null) return null;
  if (asking === "remove") {
    return (
      <AskBeforeRemoving
        busy={actions.remove.isPending}
        remove={() => actions.remove.mutate()}
        stay={stay}
      />
    );
  }
  return (
    <AskBeforeSending
      confirm={confirm}
      letter={letter}
      blocked={blocked}
      busy={actions.send.isPending}
      send={(how) => actions.send.mutate(how)}
      stay={stay}
    />
  );
}
