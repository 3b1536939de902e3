import { CloseButton, TextInput, Tooltip } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { memo, type RefObject } from "react";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { countOf, formatCount } from "../../shared/formats";
import { useStore } from "../../shared/store";
import { KeyCaps } from "../shortcuts/KeyCaps";
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
      <TextInput
        ref={box}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        placeholder="Find an account"
        aria-label="Find an account"
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
