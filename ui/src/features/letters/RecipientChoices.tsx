import type { LetterRecipient } from "../../bindings/LetterRecipient";
import { BureauMark } from "../../shared/BureauMark";
import { bureauWords } from "./choosing";
import classes from "./NewLetter.module.css";
import { recipientKey } from "./recipients";

type RecipientChoicesProps = {
  recipients: readonly LetterRecipient[];
  chosen: LetterRecipient | undefined;
  choose: (recipient: LetterRecipient) => void;
};

export function RecipientChoices({ recipients, chosen, choose }: RecipientChoicesProps) {
  const key = chosen === undefined ? null : recipientKey(chosen);
  return (
    <fieldset className={classes.group}>
      <legend className={classes.groupTitle}>To</legend>
      <div className={classes.recipients}>
        {recipients.map((recipient) => (
          <label key={recipientKey(recipient)} className={classes.recipient}>
            <input
              type="radio"
              className={classes.radio}
              name="recipient"
              checked={recipientKey(recipient) === key}
              onChange={() => choose(recipient)}
            />
            <Recipient recipient={recipient} />
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Recipient({ recipient: { bureau, label, to } }: { recipient: LetterRecipient }) {
  const words = bureauWords(bureau);
  const place = [to.street.split("\n").join(", "), [to.city, to.state].filter(Boolean).join(", ")]
    .filter(Boolean)
    .join(", ");
  return (
    <>
      <span className={classes.sign}>{words !== undefined && <BureauMark bureau={words} />}</span>
      <span className={classes.name} title={label}>
        {label}
      </span>
      <span className={classes.quiet} title={place}>
        {place || "You fill in the address"}
      </span>
      {to.fax !== "" && <span className={classes.fax}>Fax</span>}
    </>
  );
}
