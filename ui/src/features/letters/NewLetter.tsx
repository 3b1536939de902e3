// A new letter: which template, to whom, about what. One press, and it is a draft.

import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconArrowLeft, IconTemplate } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { lettersBegin } from "../../backend";
import type { LetterChoices } from "../../bindings/LetterChoices";
import type { LetterItemChoice } from "../../bindings/LetterItemChoice";
import type { LetterRecipient } from "../../bindings/LetterRecipient";
import type { LetterTemplate } from "../../bindings/LetterTemplate";
import { keys, readAgain, WRITE } from "../../queries";
import { countOf } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import shared from "../../shared/Room.module.css";
import { Waiting } from "../../shared/Waiting";
import { HeldKeys } from "../shortcuts/HeldKeys";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { useRoomKeys } from "../shortcuts/registry";
import { bureauWords, wantedTemplates } from "./choosing";
import { ItemChoices } from "./ItemChoices";
import { beginKeys } from "./keys";
import classes from "./NewLetter.module.css";
import { RecipientChoices } from "./RecipientChoices";
import { TemplateAbout, TemplateChoices } from "./TemplateChoices";
import { useLetterChoices } from "./useLetters";
import { useNewLetter } from "./useNewLetter";

type NewLetterProps = { clientId: number; client: string; itemId: number | null };

export function NewLetter(props: NewLetterProps) {
  const { data, error, isFetching, refetch } = useLetterChoices(props.clientId);
  const back = useBack(props.clientId);
  if (data != null && data.templates.length > 0) return <Choosing {...props} choices={data} />;
  if (data == null && error === null) {
    return (
      <>
        <HeldKeys keys={beginKeys} />
        <Waiting label="Reading templates and addresses" lines={10} />
      </>
    );
  }
  return (
    <div className={shared.room}>
      <Head client={props.client} back={back} />
      {data == null ? (
        <Notice
          icon={<IconAlertTriangle size={32} stroke={1.5} />}
          title="Templates and addresses could not be read"
          action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
          urgent
        >
          <p>{error?.message}</p>
          <p>Nothing was written.</p>
        </Notice>
      ) : (
        <Notice
          icon={<IconTemplate size={32} stroke={1.5} />}
          title={
            data.fetched_at === null ? "No templates are here yet" : "Your firm has no templates"
          }
          action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
        >
          {data.fetched_at === null
            ? "They appear here after the first complete sync."
            : "A letter begins from a template. Once your firm has one, it is listed here."}
        </Notice>
      )}
    </div>
  );
}

function useBack(clientId: number): () => void {
  const navigate = useNavigate();
  return () => void navigate({ to: "/clients/$id/letters", params: { id: clientId } });
}

type HeadProps = {
  client: string;
  back: () => void;
  /** What the letter will be. */
  summary?: string;
  children?: ReactNode;
};

function Head({ client, back, summary = "", children }: HeadProps) {
  return (
    <header className={classes.head}>
      <Tooltip label="Back to the letters (Esc)">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={32}
          aria-label="Back to the letters"
          onClick={back}
        >
          <IconArrowLeft size={18} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
      <div className={classes.titles}>
        <h3 className={classes.title}>New letter for {client}</h3>
        <p className={classes.summary} role="status">
          {summary}
        </p>
      </div>
      {children}
    </header>
  );
}

type ChoosingProps = NewLetterProps & { choices: LetterChoices };

function Choosing({ clientId, client, itemId, choices }: ChoosingProps) {
  const [words, setWords] = useState("");
  const room = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const back = useBack(clientId);
  const write = useWrite(clientId);
  const letter = useNewLetter(choices, itemId);
  const { template, recipient, taken } = letter;

  function begin(): void {
    if (template === undefined || recipient === undefined || write.isPending) return;
    write.mutate({ clientId, templateId: template.id, recipient, itemIds: taken });
  }

  function leave(): void {
    if (words !== "") setWords("");
    else if (document.activeElement === box.current) focusOn(room.current, "input:checked");
    else back();
  }

  useEffect(() => focusOn(room.current, "input:checked"), []);
  useRoomKeys(beginKeys, {
    next: () => moveWithin(room.current, 1),
    previous: () => moveWithin(room.current, -1),
    take: pressFocused,
    search: () => {
      box.current?.focus();
      box.current?.select();
    },
    write: begin,
    leave,
  });

  return (
    <div ref={room} className={shared.room}>
      <Head client={client} back={back} summary={summaryOf(template, recipient, taken.length)}>
        <span aria-hidden>
          <KeyCaps keys="mod+Enter" />
        </span>
        <Button
          disabled={template === undefined || recipient === undefined}
          loading={write.isPending}
          onClick={begin}
        >
          Write the letter
        </Button>
      </Head>
      {write.error !== null && (
        <p className={classes.failed} role="alert">
          The letter was not begun. {write.error.message}
        </p>
      )}
      <div className={classes.panes}>
        <TemplateChoices
          box={box}
          words={words}
          setWords={setWords}
          templates={wantedTemplates(choices.templates, words)}
          chosen={template?.id}
          choose={letter.chooseTemplate}
        />
        <Rest letter={letter} items={choices.items} />
      </div>
    </div>
  );
}

type RestProps = { letter: ReturnType<typeof useNewLetter>; items: readonly LetterItemChoice[] };

/** What the template is about, whom it goes to, and what it names. */
function Rest({ letter, items }: RestProps) {
  const { template, recipients, recipient } = letter;
  return (
    <div className={classes.rest}>
      {template !== undefined && <TemplateAbout template={template} />}
      <RecipientChoices
        recipients={recipients}
        chosen={recipient}
        choose={letter.chooseRecipient}
      />
      <ItemChoices items={items} recipient={recipient} taken={letter.items} take={letter.take} />
    </div>
  );
}

/** What the letter will be, in words. */
function summaryOf(
  template: LetterTemplate | undefined,
  recipient: LetterRecipient | undefined,
  items: number,
): string {
  const to = recipient && (bureauWords(recipient.bureau)?.name ?? recipient.label);
  const about = items > 0 ? `, about ${countOf(items, "item", "items")}` : "";
  return `${template?.name ?? ""}${to === undefined ? "" : ` to ${to}`}${about}`;
}

/** Makes the draft and opens it; going back from there leads to the list. */
function useWrite(clientId: number) {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationKey: WRITE,
    mutationFn: lettersBegin,
    onSuccess: ({ id }) => {
      void readAgain(client, keys.letters);
      void navigate({
        to: "/clients/$id/letters/$letter",
        params: { id: clientId, letter: id },
        replace: true,
      });
    },
  });
}

function focusOn(room: HTMLElement | null, what: string): void {
  room?.querySelector<HTMLElement>(what)?.focus({ preventScroll: true });
}

/** Takes the item that has the focus, or leaves it out. */
function pressFocused(): void {
  const { activeElement: at } = document;
  if (at instanceof HTMLInputElement && at.type === "checkbox") at.click();
}

/** To the choice before or after, within those among which the focus is; a single one is taken. */
function moveWithin(room: HTMLElement | null, step: 1 | -1): void {
  const { activeElement: at } = document;
  const group = at?.closest("fieldset") ?? room?.querySelector("fieldset");
  const inputs = [
    ...(group?.querySelectorAll<HTMLInputElement>("input[type=radio], input[type=checkbox]") ?? []),
  ];
  const place = inputs.indexOf(at as HTMLInputElement);
  const next = inputs[Math.max(0, Math.min(place + step, inputs.length - 1))];
  next?.focus();
  if (next?.type === "radio") next.click();
}
