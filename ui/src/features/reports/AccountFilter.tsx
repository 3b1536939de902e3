import { Tooltip } from "@mantine/core";
import { memo, type RefObject } from "react";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { countOf, formatCount } from "../../shared/formats";
import { useStore } from "../../shared/store";
import { FindBox } from "../shortcuts/FindBox";
import classes from "./Accounts.module.css";
import { ONLY, shownOnly, toggleOnly } from "./filters";
import { accountKeys } from "./keys";

type AccountFilterProps = {
  box: RefObject<HTMLInputElement | null>;
  words: string;
  setWords: (words: string) => void;
  accounts: readonly ReportAccount[];
  /** How many pass. */
  shown: number;
};

export const AccountFilter = memo(function AccountFilter(props: AccountFilterProps) {
  const { box, words, setWords, accounts, shown } = props;
  const only = useStore(shownOnly);
  return (
    <div className={classes.filter}>
      <FindBox box={box} label="Find an account" words={words} setWords={setWords} />
      <div className={classes.toggles}>
        {ONLY.map(({ id, label, has }) => (
          <Tooltip
            key={id}
            label={`${accountKeys.shortcuts[id].does} (Shift ${accountKeys.shortcuts[id].keys[0]})`}
          >
            <button
              type="button"
              className={classes.toggle}
              aria-pressed={only.has(id)}
              onClick={() => toggleOnly(id)}
            >
              {label}
              <span className={classes.toggleCount}>
                {formatCount(accounts.filter(has).length)}
              </span>
            </button>
          </Tooltip>
        ))}
      </div>
      <span className="heard-only" role="status">
        {countOf(shown, "account", "accounts")}
      </span>
    </div>
  );
});
