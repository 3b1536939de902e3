// The items of a letter: what is wrong with each, and what is asked.

import { ActionIcon, Button, Menu, Textarea, Tooltip } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconChevronDown, IconPlus, IconX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { LetterChoices } from "../../bindings/LetterChoices";
import type { LetterItem } from "../../bindings/LetterItem";
import type { LetterItemChoice } from "../../bindings/LetterItemChoice";
import { BureauMark } from "../../shared/BureauMark";
import { bureauWords } from "./choosing";
import classes from "./LetterForm.module.css";

type LetterItemsProps = {
  items: readonly LetterItem[];
  choices: LetterChoices | undefined;
  change: (items: LetterItem[]) => void;
};

export function LetterItems({ items, choices, change }: LetterItemsProps) {
  const others = (choices?.items ?? []).filter(
    ({ item_id }) => !items.some((item) => item.item_id === item_id),
  );

  function move(at: number, step: 1 | -1): void {
    const next = [...items];
    const [item] = next.splice(at, 1);
    if (item !== undefined) next.splice(at + step, 0, item);
    change(next);
  }

  return (
    <div className={classes.part}>
      <div className={classes.partHead}>
        <h4>Items</h4>
        {others.length > 0 && (
          <AddItem
            choices={others}
            add={(item_id) => change([...items, { item_id, fact: "", request: "" }])}
          />
        )}
      </div>
      {items.length === 0 && <p className={classes.none}>The letter is about no item.</p>}
      {items.map((item, at) => (
        <Item
          key={item.item_id}
          item={item}
          choice={choices?.items.find(({ item_id }) => item_id === item.item_id)}
          reasons={choices?.reasons ?? []}
          change={(changes) =>
            change(items.map((one) => (one === item ? { ...one, ...changes } : one)))
          }
          up={at > 0 ? () => move(at, -1) : null}
          down={at < items.length - 1 ? () => move(at, 1) : null}
          leaveOut={() => change(items.filter((one) => one !== item))}
        />
      ))}
    </div>
  );
}

type ItemProps = {
  item: LetterItem;
  choice: LetterItemChoice | undefined;
  reasons: readonly string[];
  change: (changes: Partial<LetterItem>) => void;
  up: (() => void) | null;
  down: (() => void) | null;
  leaveOut: () => void;
};

function Item({ item, choice, reasons, change, up, down, leaveOut }: ItemProps) {
  const name = choice?.furnisher ?? `Item ${item.item_id}`;
  return (
    <fieldset className={classes.item}>
      <legend className="heard-only">{name}</legend>
      <div className={classes.itemHead}>
        <ItemName choice={choice} name={name} />
        <Act label={`Move up: ${name}`} run={up}>
          <IconArrowUp size={14} stroke={1.5} />
        </Act>
        <Act label={`Move down: ${name}`} run={down}>
          <IconArrowDown size={14} stroke={1.5} />
        </Act>
        <Act label={`Leave out: ${name}`} run={leaveOut}>
          <IconX size={14} stroke={1.5} />
        </Act>
      </div>
      <div className={classes.fact}>
        <Textarea
          label="What is wrong"
          autosize
          minRows={2}
          value={item.fact}
          onChange={(event) => change({ fact: event.currentTarget.value })}
        />
        {reasons.length > 0 && (
          <Reasons reasons={reasons} name={name} choose={(fact) => change({ fact })} />
        )}
      </div>
      <Textarea
        label="What is asked"
        autosize
        minRows={1}
        value={item.request}
        onChange={(event) => change({ request: event.currentTarget.value })}
      />
    </fieldset>
  );
}

function ItemName({ choice, name }: { choice: LetterItemChoice | undefined; name: string }) {
  const words = bureauWords(choice?.bureau ?? null);
  return (
    <span className={classes.itemName}>
      {words !== undefined && <BureauMark bureau={words} />}
      <b>{name}</b>
      {choice !== undefined && (
        <span className={classes.itemWhat}>
          {[choice.account, choice.what].filter(Boolean).join(" · ")}
        </span>
      )}
    </span>
  );
}

type ActProps = { label: string; run: (() => void) | null; children: ReactNode };

function Act({ label, run, children }: ActProps) {
  return (
    <Tooltip label={label.replace(/: .*/, "")}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        className={classes.act}
        aria-label={label}
        data-disabled={run === null || undefined}
        aria-disabled={run === null}
        onClick={run ?? undefined}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

type ReasonsProps = {
  reasons: readonly string[];
  name: string;
  choose: (reason: string) => void;
};

function Reasons({ reasons, name, choose }: ReasonsProps) {
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          h={24}
          px={6}
          fz="xs"
          className={classes.reasons}
          aria-label={`Reasons: ${name}`}
          rightSection={<IconChevronDown size={14} stroke={1.5} aria-hidden />}
        >
          Reasons
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {reasons.map((reason) => (
          <Menu.Item key={reason} onClick={() => choose(reason)}>
            {reason}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

type AddItemProps = { choices: readonly LetterItemChoice[]; add: (id: number) => void };

function AddItem({ choices, add }: AddItemProps) {
  return (
    <Menu position="bottom-end" width={340}>
      <Menu.Target>
        <Button
          variant="default"
          h={24}
          px={8}
          fz="xs"
          leftSection={<IconPlus size={14} stroke={1.5} aria-hidden />}
        >
          Add an item
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        {choices.map((choice) => (
          <Menu.Item key={choice.item_id} onClick={() => add(choice.item_id)}>
            <ItemName choice={choice} name={choice.furnisher} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
