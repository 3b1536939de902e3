import { Menu, UnstyledButton, useMantineColorScheme } from "@mantine/core";
import { IconKeyboard, IconLogout, IconSwitchHorizontal } from "@tabler/icons-react";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { openShortcutSheet } from "../shortcuts/ShortcutSheet";
import classes from "./AccountMenu.module.css";
import { useOpenAccount } from "./account";
import { useSwitchAccount } from "./leaving";
import { openSignOut } from "./SignOutDialog";
import { THEMES, type ThemeName } from "./themes";

export function AccountMenu() {
  const account = useOpenAccount();
  const switchAccount = useSwitchAccount();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="bottom-end" width={264}>
      <Menu.Target>
        <UnstyledButton className={classes.target} aria-label={`Account of ${account.agent}`}>
          <span className={classes.initials} data-initials={initialsOf(account.agent)} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <div className={classes.agent}>{account.agent}</div>
          <div className={classes.fact}>{account.email}</div>
          <div className={classes.fact}>{account.place}</div>
        </div>
        <Menu.Divider />
        <Menu.Label>Theme</Menu.Label>
        <Menu.RadioGroup
          value={colorScheme}
          onChange={(theme) => setColorScheme(theme as ThemeName)}
        >
          {THEMES.map(({ name, label }) => (
            <Menu.RadioItem key={name} value={name}>
              {label}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconKeyboard size={16} stroke={1.5} aria-hidden />}
          rightSection={<KeyCaps keys="?" />}
          onClick={openShortcutSheet}
        >
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSwitchHorizontal size={16} stroke={1.5} aria-hidden />}
          onClick={switchAccount}
        >
          Switch account…
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} stroke={1.5} aria-hidden />}
          onClick={openSignOut}
        >
          Sign out…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** The first letters of the first and the last word: `Dana M. Whitfield` is `DW`. */
function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters.map((word) => word?.[0]?.toUpperCase() ?? "").join("");
}
