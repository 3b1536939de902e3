import type { LetterItemChoice } from "../../bindings/LetterItemChoice";
import type { LetterRecipient } from "../../bindings/LetterRecipient";
import { BureauMark } from "../../shared/BureauMark";
import { bureauWords, groupItems } from "./choosing";
import classes from "./NewLetter.module.css";

type ItemChoicesProps = {
  items: readonly LetterItemChoice[];
  recipient: LetterRecipient | undefined;
  taken: ReadonlySet<number>;
  take: (id: number) => void;
};

/** Those of the recipient first. */
export function ItemChoices({ items, recipient, taken, take }: ItemChoicesProps) {
  const { near, far } = groupItems(items, recipient);
  const bureau = bureauWords(recipient?.bureau ?? null);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>About</legend>
      {items.length === 0 && (
        <p className={classes.none}>This client has no negative items. The letter has no table.</p>
      )}
      {near.length > 0 && (
        <>
          <p className={classes.subtitle}>
            Reported {bureau === undefined ? "by them" : `to ${bureau.name}`}
          </p>
          <Items items={near} taken={taken} take={take} />
        </>
      )}
      {far.length > 0 && (
        <>
          <p className={classes.subtitle}>
            {near.length > 0 || bureau !== undefined ? "Other items" : "Items"}
          </p>
          <Items items={far} taken={taken} take={take} />
        </>
      )}
    </fieldset>
  );
}

function Items({ items, taken, take }: Pick<ItemChoicesProps, "items" | "taken" | "take">) {
  return items.map(({ item_id, furnisher, account, bureau, what }) => {
    const words = bureauWords(bureau);
    return (
      <label key={item_id} className={classes.item}>
        <input type="checkbox" checked={taken.has(item_id)} onChange={() => take(item_id)} />
        <span className={classes.sign}>{words !== undefined && <BureauMark bureau={words} />}</span>
        <span className={classes.name} title={furnisher}>
          {furnisher}
        </span>
        <span className={classes.quiet}>{account}</span>
        <span className={classes.what} title={what}>
          {what}
        </span>
      </label>
    );
  });
}
