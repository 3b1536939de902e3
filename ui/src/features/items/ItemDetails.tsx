// Everything that is known of one item.

import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconFileAnalytics, IconMail, IconX } from "@tabler/icons-react";
import type { ItemRow } from "../../bindings/ItemRow";
import { BureauMark } from "../../shared/BureauMark";
import { BUREAUS } from "../../shared/bureaus";
import { DetailGroups } from "../../shared/DetailGroups";
import { KeyCaps } from "../shortcuts/KeyCaps";
import { Flags, NotToBeDisputed } from "./Flags";
import classes from "./ItemDetails.module.css";
import { StandingWord } from "./StandingWord";
import { reportAddressOf } from "./useShowInReport";

type ItemDetailsProps = {
  item: ItemRow;
  close: () => void;
  showInReport: () => void;
  /** Begins a letter about it. */
  write: () => void;
};

export function ItemDetails({ item, close, showInReport, write }: ItemDetailsProps) {
  const bureau = BUREAUS.find(({ id }) => id === item.bureau);
  return (
    <section
      className={classes.details}
      aria-label="Item"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
      tabIndex={0}
    >
      <header className={classes.head}>
        <div className={classes.title}>
          <h3 className={classes.name} data-selectable>
            {item.name}
          </h3>
          <Tooltip label="Close the details (Esc)">
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label="Close the details"
              onClick={close}
            >
              <IconX size={16} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </div>
        <p className={classes.what}>
          {bureau !== undefined && <BureauMark bureau={bureau} />}
          <span data-selectable>{[item.kind, item.number].filter(Boolean).join(" ")}</span>
          <StandingWord standing={item.standing} />
        </p>
        <p className={classes.what}>
          {item.status !== "" && <span className={classes.status}>{item.status}</span>}
          {item.balance !== "" && <span>{item.balance}</span>}
          {item.past_due !== "" && <span>{item.past_due} past due</span>}
          {item.closed && <span>Closed</span>}
          <Flags item={item} />
          {item.not_dispute && <NotToBeDisputed />}
        </p>
        <div className={classes.acts}>
          <Button
            variant="default"
            leftSection={<IconMail size={16} stroke={1.5} aria-hidden />}
            rightSection={<Caps keys="w" />}
            onClick={write}
          >
            Write a letter about this item
          </Button>
          {reportAddressOf(item) !== null && (
            <Button
              variant="default"
              leftSection={<IconFileAnalytics size={16} stroke={1.5} aria-hidden />}
              rightSection={<Caps keys="r" />}
              onClick={showInReport}
            >
              Show in the report
            </Button>
          )}
        </div>
        {reportAddressOf(item) === null && (
          <p className={classes.what}>The server does not say where it is in a report.</p>
        )}
      </header>
      <DetailGroups groups={item.groups} />
    </section>
  );
}

function Caps({ keys }: { keys: string }) {
  return (
    <span aria-hidden>
      <KeyCaps keys={keys} />
    </span>
  );
}
