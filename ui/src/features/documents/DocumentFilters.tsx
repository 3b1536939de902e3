import type { RefObject } from "react";
import type { DocumentRow } from "../../bindings/DocumentRow";
import { Choice, Choices } from "../../shared/Choices";
import classes from "../../shared/Room.module.css";
import { useStore } from "../../shared/store";
import { FindBox } from "../shortcuts/FindBox";
import { onlyType, typesOf, wantedDocuments } from "./view";

type DocumentFiltersProps = {
  box: RefObject<HTMLInputElement | null>;
  words: string;
  setWords: (words: string) => void;
  documents: readonly DocumentRow[];
};

export function DocumentFilters({ box, words, setWords, documents }: DocumentFiltersProps) {
  const chosen = useStore(onlyType);
  // Each count is of what choosing it would show.
  const count = (type: string | null) => wantedDocuments(documents, { words, type }).length;
  return (
    <div className={classes.filters}>
      <FindBox
        box={box}
        className={classes.search}
        label="Find a document"
        words={words}
        setWords={setWords}
      />
      <Choices label="Type">
        <Choice chosen={chosen === null} count={count(null)} choose={() => onlyType.set(null)}>
          All
        </Choice>
        {typesOf(documents).map(({ id, label }) => (
          <Choice
            key={id}
            chosen={chosen === id}
            count={count(id)}
            choose={() => onlyType.set(chosen === id ? null : id)}
          >
            {label}
          </Choice>
        ))}
      </Choices>
    </div>
  );
}
