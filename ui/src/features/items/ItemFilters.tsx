import type { RefObject } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { BUREAUS } from "../../shared/bureaus";
import { Choice, Choices } from "../../shared/Choices";
import classes from "../../shared/Room.module.css";
import { useStore } from "../../shared/store";
import { FindBox } from "../shortcuts/FindBox";
import { chooseBureau, chooseStanding, itemsView, standingsOf, wantedItems } from "./view";

type ItemFiltersProps = {
  box: RefObject<HTMLInputElement | null>;
  words: string;
  setWords: (words: string) => void;
  items: readonly ItemRow[];
};

export function ItemFilters({ box, words, setWords, items }: ItemFiltersProps) {
  const { bureau, standing } = useStore(itemsView);
  // Each count is of what choosing it would show.
  const count = (wanted: Partial<Parameters<typeof wantedItems>[1]>) =>
    wantedItems(items, { words, bureau, standing, ...wanted }).length;
  return (
    <div className={classes.filters}>
      <FindBox
        box={box}
        className={classes.search}
        label="Find an item"
        words={words}
        setWords={setWords}
      />
      <Choices label="Standing">
        <Choice
          chosen={standing === null}
          count={count({ standing: null })}
          choose={() => chooseStanding(null)}
        >
          All
        </Choice>
        {standingsOf(items).map(({ id, label }) => (
          <Choice
            key={id}
            chosen={standing === id}
            count={count({ standing: id })}
            choose={() => chooseStanding(standing === id ? null : id)}
          >
            {label}
          </Choice>
        ))}
      </Choices>
      <Choices label="Bureau">
        {BUREAUS.map(({ id, letters, name }) => (
          <Choice
            key={id}
            chosen={bureau === id}
            count={count({ bureau: id })}
            choose={() => chooseBureau(bureau === id ? null : id)}
          >
            <span title={name}>
              <span aria-hidden>{letters}</span>
              <span className="heard-only">{name}</span>
            </span>
          </Choice>
        ))}
      </Choices>
    </div>
  );
}
