import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode, RefObject } from "react";
import type { ItemRow } from "../../bindings/ItemRow";
import { BUREAUS } from "../../shared/bureaus";
import { formatCount } from "../../shared/formats";
import { useStore } from "../../shared/store";
import { KeyCaps } from "../shortcuts/KeyCaps";
import classes from "./Items.module.css";
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
      <TextInput
        ref={box}
        className={classes.search}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        placeholder="Find an item"
        aria-label="Find an item"
        role="searchbox"
        spellCheck={false}
        autoComplete="off"
        data-room-keys
        leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
        rightSectionPointerEvents={words === "" ? "none" : "all"}
        rightSection={
          words === "" ? (
            <span aria-hidden>
              <KeyCaps keys="/" />
            </span>
          ) : (
            <CloseButton size="sm" aria-label="Clear the words" onClick={() => setWords("")} />
          )
        }
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

function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={classes.choices}>
      <legend className="heard-only">{label}</legend>
      {children}
    </fieldset>
  );
}

type ChoiceProps = { chosen: boolean; count: number; choose: () => void; children: ReactNode };

function Choice({ chosen, count, choose, children }: ChoiceProps) {
  return (
    <button type="button" className={classes.choice} aria-pressed={chosen} onClick={choose}>
      {children}
      <span className={classes.choiceCount}>{formatCount(count)}</span>
    </button>
  );
}
