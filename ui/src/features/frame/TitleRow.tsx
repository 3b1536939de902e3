import { Tooltip, UnstyledButton } from "@mantine/core";
import { IconSchool, IconSearch } from "@tabler/icons-react";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { SyncWord } from "../sync/SyncWord";
import { WaitingWord } from "../waiting/WaitingWord";
import { AccountMenu } from "./AccountMenu";
import { useOpenAccount } from "./account";
import { openSearch } from "./SearchEverything";
import classes from "./TitleRow.module.css";

export function TitleRow() {
  const account = useOpenAccount();
  return (
    <section className={classes.row} aria-label="Search, sync and account">
      <UnstyledButton className={classes.search} onClick={openSearch}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <span className={classes.searchText}>Search clients and commands</span>
        <span aria-hidden>
          <KeyCaps keys="mod+k" />
        </span>
      </UnstyledButton>
      <div className={classes.state}>
        {account.kind === "practice" && (
          <Tooltip label="The practice office: every client here is invented, and nothing leaves this machine.">
            <span className={classes.practice}>
              <IconSchool size={16} stroke={1.5} aria-hidden />
              Practice
            </span>
          </Tooltip>
        )}
        <SyncWord />
        <WaitingWord />
        <AccountMenu />
      </div>
    </section>
  );
}
