import { IconAlertTriangle } from "@tabler/icons-react";
import type { RefObject } from "react";
import type { LetterTemplate } from "../../bindings/LetterTemplate";
import { FindBox } from "../shortcuts/FindBox";
import classes from "./NewLetter.module.css";
import { kindWord } from "./words";

type TemplateChoicesProps = {
  box: RefObject<HTMLInputElement | null>;
  words: string;
  setWords: (words: string) => void;
  templates: readonly LetterTemplate[];
  chosen: number | undefined;
  choose: (id: number) => void;
};

export function TemplateChoices(props: TemplateChoicesProps) {
  const { box, words, setWords, templates, chosen, choose } = props;
  return (
    <fieldset className={classes.templates}>
      <legend className="heard-only">Template</legend>
      <FindBox
        box={box}
        className={classes.find}
        label="Find a template"
        words={words}
        setWords={setWords}
      />
      <div className={classes.list}>
        {templates.map(({ id, name, kind, purpose }) => (
          <label key={id} className={classes.template}>
            <input
              type="radio"
              className={classes.radio}
              name="template"
              checked={id === chosen}
              onChange={() => choose(id)}
            />
            <span className={classes.name}>{name}</span>
            <span className={classes.quiet}>{kindWord(kind)}</span>
            <span className={classes.purpose}>{purpose}</span>
          </label>
        ))}
        {templates.length === 0 && <p className={classes.none}>No template is called so.</p>}
      </div>
    </fieldset>
  );
}

/** What to beware of, and the law behind it. */
export function TemplateAbout({ template }: { template: LetterTemplate }) {
  const { name, purpose, caution, laws } = template;
  return (
    <section className={classes.about} aria-label="About the template">
      <h4 className={classes.groupTitle}>{name}</h4>
      <p>{purpose}</p>
      {caution !== null && (
        <p className={classes.caution}>
          <IconAlertTriangle size={16} stroke={1.5} aria-hidden />
          <span>{caution}</span>
        </p>
      )}
      {laws.length > 0 && (
        <dl className={classes.laws}>
          {laws.map(({ cite, says }) => (
            <div key={`${cite} ${says}`}>
              <dt>{cite}</dt>
              <dd>{says}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
