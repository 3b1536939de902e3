// The accounts as a list of which only the visible part is in the page.

import { IconEqualNot } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { memo, type RefObject, useEffect } from "react";
import type { ReportAccount } from "../../bindings/ReportAccount";
import classes from "./AccountGrid.module.css";
import { PresenceMarks } from "./PresenceMarks";
import { differingWords } from "./words";

const ROW_HEIGHT = 48;

type AccountGridProps = {
  scroller: RefObject<HTMLDivElement | null>;
  accounts: readonly ReportAccount[];
  inHand: ReportAccount | undefined;
  choose: (account: ReportAccount) => void;
};

export function AccountGrid({ scroller, accounts, inHand, choose }: AccountGridProps) {
  const virtualizer = useVirtualizer({
    count: accounts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const place = inHand === undefined ? -1 : accounts.indexOf(inHand);
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(place, { align: "auto" });
  }, [virtualizer, place]);
  const items = virtualizer.getVirtualItems();

  return (
    <div
      ref={scroller}
      className={classes.list}
      role="grid"
      aria-label="Accounts"
      aria-rowcount={accounts.length}
      aria-colcount={1}
      aria-activedescendant={items.some(({ index }) => index === place) ? rowId(place) : undefined}
      tabIndex={0}
    >
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const account = accounts[index];
          return (
            account !== undefined && (
              <div
                key={index}
                id={rowId(index)}
                role="row"
                aria-rowindex={index + 1}
                aria-selected={index === place}
                className={classes.row}
                style={{ height: ROW_HEIGHT, transform: `translateY(${start}px)` }}
                onClick={() => choose(account)}
              >
                <Row account={account} />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}

function rowId(place: number): string {
  return `account-at-${place}`;
}

const Row = memo(function Row({ account }: { account: ReportAccount }) {
  const { name, kind, number, status, negative, differing } = account;
  return (
    <div role="gridcell" aria-colindex={1} className={classes.cell}>
      <span className={classes.name} title={name}>
        {name}
      </span>
      <PresenceMarks account={account} />
      <span className={classes.what}>
        {status !== "" && (
          <span className={classes.status} data-negative={negative}>
            {status}
          </span>
        )}
        {number !== null && <span>{number}</span>}
        <span className={classes.kind}>{kind}</span>
        {differing > 0 && (
          <span className={classes.differing} title={differingWords(differing)}>
            <span aria-hidden>{differing}</span>
            <IconEqualNot size={14} stroke={1.5} aria-hidden />
            <span className="heard-only">{differingWords(differing)}</span>
          </span>
        )}
      </span>
    </div>
  );
});
