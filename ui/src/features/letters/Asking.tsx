// The questions before what cannot be taken back: below the head, in the way of nothing.

import { Button, SegmentedControl } from "@mantine/core";
import { type ReactNode, type RefObject, useState } from "react";
import type { SendHow } from "../../bindings/SendHow";
import { countOf } from "../../shared/formats";
import classes from "./Composer.module.css";
import type { OpenLetter } from "./session";

type AskBeforeSendingProps = {
  confirm: RefObject<HTMLButtonElement | null>;
  letter: OpenLetter;
  blocked: boolean;
  busy: boolean;
  send: (how: SendHow) => void;
  stay: () => void;
};

export function AskBeforeSending(props: AskBeforeSendingProps) {
  const { confirm, letter, blocked, busy, send, stay } = props;
  const { draft, page } = letter;
  const faxable = draft.to.fax.trim() !== "";
  const [wanted, setWanted] = useState<SendHow>(faxable ? "fax" : "letter");
  const how = faxable ? wanted : "letter";
  const pages = countOf(page.pages, "page", "pages");
  const enclosed = draft.enclosures.length;
  return (
    <Question label="Send the letter?" stay={stay}>
      <SegmentedControl
        aria-label="How it goes"
        size="xs"
        value={how}
        onChange={(next) => setWanted(next as SendHow)}
        data={[
          { value: "fax", label: "Fax", disabled: !faxable },
          { value: "letter", label: "Letter" },
        ]}
      />
      <p role="status">
        {how === "fax"
          ? `Fax ${pages} to ${draft.to.name} at ${draft.to.fax}. It is sent once.`
          : `Mail ${pages} to ${addressLine(letter)}. It is sent once.`}
        {!faxable && <span className={classes.quiet}> There is no fax number.</span>}
        <span className={classes.quiet}> It goes without a signature by hand.</span>
        {enclosed > 0 && (
          <strong>
            {" "}
            {enclosed === 1
              ? "The enclosure that it names does not go with it."
              : `The ${enclosed} enclosures that it names do not go with it.`}
          </strong>
        )}
      </p>
      <Button ref={confirm} autoFocus disabled={blocked} loading={busy} onClick={() => send(how)}>
        {how === "fax" ? "Fax it" : "Mail it"}
      </Button>
      <Button variant="default" onClick={stay}>
        Not now
      </Button>
    </Question>
  );
}

function addressLine({ draft: { to } }: OpenLetter): string {
  const place = [to.city, [to.state, to.zip].filter(Boolean).join(" ")].filter(Boolean).join(", ");
  return [to.name, ...to.street.split("\n"), place].filter((part) => part.trim()).join(", ");
}

type AskBeforeRemovingProps = { busy: boolean; remove: () => void; stay: () => void };

export function AskBeforeRemoving({ busy, remove, stay }: AskBeforeRemovingProps) {
  return (
    <Question label="Remove the draft?" stay={stay}>
      <p>Remove this draft? What was written in it is gone then.</p>
      <Button autoFocus color="red" loading={busy} onClick={remove}>
        Remove
      </Button>
      <Button variant="default" onClick={stay}>
        Keep it
      </Button>
    </Question>
  );
}

type QuestionProps = { label: string; stay: () => void; children: ReactNode };

function Question({ label, stay, children }: QuestionProps) {
  return (
    <fieldset
      className={classes.question}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        stay();
      }}
    >
      <legend className="heard-only">{label}</legend>
      {children}
    </fieldset>
  );
}
