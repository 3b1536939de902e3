// The Settings room: the account, the look, and what is kept on this machine.

import { Button, SegmentedControl, useMantineColorScheme } from "@mantine/core";
import type { AccountKind } from "../../bindings/AccountKind";
import { useTitle } from "../../shared/useTitle";
import { useOpenAccount } from "../frame/account";
import { useSwitchAccount } from "../frame/leaving";
import { openSignOut } from "../frame/SignOutDialog";
import { THEMES, type ThemeName } from "../frame/themes";
import { Facts } from "./Facts";
import { FirmSection } from "./FirmSection";
import { OnThisMachineSection } from "./OnThisMachineSection";
import { OwnOfficeSection } from "./OwnOfficeSection";
import classes from "./SettingsPage.module.css";

export default function SettingsPage() {
  useTitle("Settings");
  const { kind } = useOpenAccount();
  return (
    <div className={classes.page}>
      <div className={classes.column}>
        <h1>Settings</h1>
        <AccountSection />
        <FirmSection />
        {kind === "office" && <OwnOfficeSection />}
        <AppearanceSection />
        <OnThisMachineSection />
        <LeaveSection />
      </div>
    </div>
  );
}

const KINDS: Record<AccountKind, string | null> = {
  practice: "Practice: invented clients, nothing leaves this machine",
  portal: null,
  office: "Your own office, on this machine",
};

function AccountSection() {
  const account = useOpenAccount();
  const kind = KINDS[account.kind];
  return (
    <section aria-labelledby="settings-account">
      <h2 id="settings-account">Account</h2>
      <Facts
        facts={[
          account.server === null ? ["Place", account.place] : ["Portal", account.server],
          ["Agent", account.agent],
          ["E-mail", account.email],
          ...(kind === null ? [] : [["Kind", kind] as const]),
        ]}
      />
    </section>
  );
}

function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <section aria-labelledby="settings-appearance">
      <h2 id="settings-appearance">Appearance</h2>
      <div className={classes.line}>
        <span id="settings-theme">Theme</span>
        <SegmentedControl
          aria-labelledby="settings-theme"
          value={colorScheme}
          onChange={(theme) => setColorScheme(theme as ThemeName)}
          data={THEMES.map(({ name, label }) => ({ value: name, label }))}
        />
      </div>
    </section>
  );
}

function LeaveSection() {
  const account = useOpenAccount();
  const switchAccount = useSwitchAccount();
  return (
    <section aria-labelledby="settings-leave">
      <h2 id="settings-leave">Switch or sign out</h2>
      <div className={classes.line}>
        <span>Back to the sign-in page. Everything of this account stays on this machine.</span>
        <Button variant="default" onClick={switchAccount}>
          Switch account…
        </Button>
      </div>
      <div className={classes.line}>
        <span>
          Erases this account’s copy, its keys and your sign-in from this machine.
          {account.kind === "office" && " Your office stays."}
        </span>
        <Button variant="default" onClick={openSignOut}>
          Sign out…
        </Button>
      </div>
    </section>
  );
}
