// The shortcodes that can be put into the text, with what they stand for.

import { Button, Menu } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import type { LetterVariable } from "../../bindings/LetterVariable";
import { keyLabels } from "../shortcuts/keys";
import classes from "./LetterForm.module.css";

type InsertFieldProps = {
  variables: readonly LetterVariable[];
  opened: boolean;
  setOpened: (opened: boolean) => void;
  insert: (text: string) => void;
};

export function InsertField({ variables, opened, setOpened, insert }: InsertFieldProps) {
  return (
    <Menu
      opened={opened}
      onChange={setOpened}
      position="bottom-end"
      width={340}
      returnFocus={false}
    >
      <Menu.Target>
        <Button
          variant="default"
          h={24}
          px={8}
          fz="xs"
          leftSection={<IconBraces size={14} stroke={1.5} aria-hidden />}
          title={`Insert a field (${keyLabels("mod+i").join(" ")})`}
        >
          Insert a field
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {variables.map(({ name, meaning, example }) => (
          <Menu.Item key={name} onClick={() => insert(`[${name}]`)}>
            <span className={classes.variable}>{name}</span>
            <span className={classes.meaning}>
              {meaning}
              {example !== "" && `, such as ${example}`}
            </span>
          </Menu.Item>
        ))}
        <Menu.Item onClick={() => insert("\n\n[Items]\n\n")}>
          <span className={classes.variable}>Items</span>
          <span className={classes.meaning}>The table of the items, on a line of its own</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
