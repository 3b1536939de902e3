// What the agent writes of a letter.

import { Textarea, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import type { LetterAddress } from "../../bindings/LetterAddress";
import type { LetterChoices } from "../../bindings/LetterChoices";
import type { LetterDraft } from "../../bindings/LetterDraft";
import type { LetterPage } from "../../bindings/LetterPage";
import { asked } from "./asking";
import { Enclosures } from "./Enclosures";
import { InsertField } from "./InsertField";
import { insertInto } from "./insert";
import classes from "./LetterForm.module.css";
import { LetterItems } from "./LetterItems";

type LetterFormProps = {
  pane: RefObject<HTMLElement | null>;
  text: RefObject<HTMLTextAreaElement | null>;
  draft: LetterDraft;
  page: LetterPage;
  /** Until they are here, there is nothing to choose from. */
  choices: LetterChoices | undefined;
  change: (changes: Partial<LetterDraft>) => void;
  inserting: boolean;
  setInserting: (inserting: boolean) => void;
};

export function LetterForm(props: LetterFormProps) {
  const { pane, text, draft, page, choices, change, inserting, setInserting } = props;
  return (
    <section ref={pane} className={classes.pane} aria-label="What the letter says" tabIndex={-1}>
      <Asks draft={draft} page={page} choices={choices} change={change} />
      <Address to={draft.to} change={(to) => change({ to: { ...draft.to, ...to } })} />
      <div className={classes.subject}>
        <TextInput
          label="Subject"
          value={draft.subject}
          onChange={(event) => change({ subject: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label="Date"
          value={draft.dated}
          onChange={(event) => change({ dated: event.currentTarget.value })}
        />
      </div>
      <div className={classes.part}>
        <div className={classes.partHead}>
          <h4 id="letter-text">Text</h4>
          <InsertField
            variables={choices?.variables ?? []}
            opened={inserting}
            setOpened={setInserting}
            insert={(field) => {
              if (text.current !== null)
                insertInto(text.current, field, (body) => change({ body }));
            }}
          />
        </div>
        <Textarea
          ref={text}
          aria-labelledby="letter-text"
          classNames={{ input: classes.text ?? "" }}
          autosize
          minRows={10}
          value={draft.body}
          onChange={(event) => change({ body: event.currentTarget.value })}
        />
      </div>
      <LetterItems items={draft.items} choices={choices} change={(items) => change({ items })} />
      <Enclosures
        enclosures={draft.enclosures}
        usual={choices?.templates.find(({ name }) => name === draft.template)?.enclosures ?? []}
        change={(enclosures) => change({ enclosures })}
      />
    </section>
  );
}

type AsksProps = Pick<LetterFormProps, "draft" | "page" | "choices" | "change">;

/** What only the agent can fill in. */
function Asks({ draft, page, choices, change }: AsksProps) {
  const names = asked(draft, page);
  if (names.length === 0) return null;
  return (
    <div className={classes.asks}>
      <h4>For you to fill in</h4>
      {names.map((name) => {
        const variable = choices?.variables.find((one) => one.name === name);
        return (
          <TextInput
            key={name}
            label={name}
            type={variable?.is_day ? "date" : "text"}
            description={variable?.meaning}
            placeholder={variable?.example}
            value={draft.values[name] ?? ""}
            onChange={(event) =>
              change({ values: { ...draft.values, [name]: event.currentTarget.value } })
            }
          />
        );
      })}
    </div>
  );
}

type AddressProps = { to: LetterAddress; change: (to: Partial<LetterAddress>) => void };

function Address({ to, change }: AddressProps) {
  const field = (name: keyof LetterAddress, label: string) => (
    <TextInput
      label={label}
      value={to[name]}
      spellCheck={false}
      onChange={(event) => change({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <div className={classes.part}>
      <h4>To</h4>
      <div className={classes.address}>
        <div data-field="name">{field("name", "Name")}</div>
        <div data-field="fax">{field("fax", "Fax number")}</div>
        <div data-field="street">
          <Textarea
            label="Street"
            autosize
            minRows={1}
            value={to.street}
            spellCheck={false}
            onChange={(event) => change({ street: event.currentTarget.value })}
          />
        </div>
        <div data-field="city">{field("city", "City")}</div>
        <div data-field="state">{field("state", "State")}</div>
        <div data-field="zip">{field("zip", "ZIP code")}</div>
      </div>
    </div>
  );
}
