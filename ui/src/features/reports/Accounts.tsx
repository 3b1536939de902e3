// The accounts of a report: the list at left, the one in hand at right. Where there is no room
// for both, one of the two.

import { useElementSize } from "@mantine/hooks";
import { IconFilterOff } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ReportAccount } from "../../bindings/ReportAccount";
import type { ReportView } from "../../bindings/ReportView";
import { Notice } from "../../shared/Notice";
import { useStore } from "../../shared/store";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { AccountDetail, NotInReport } from "./AccountDetail";
import { AccountFilter } from "./AccountFilter";
import { AccountGrid } from "./AccountGrid";
import classes from "./Accounts.module.css";
import { accountAddress, placeOfAccount, type ReportSearch } from "./address";
import { filtered, shownOnly, toggleOnly } from "./filters";
import { accountKeys } from "./keys";
import { useGo } from "./useGo";

/** Narrower than this there is room for the list or the account. */
const TWO_PANES = 640;

export function Accounts({ view }: { view: ReportView }) {
  const { accounts, letters, bureaus } = view.comparison;
  const { account: address, alone } = useSearch({ from: "/clients/$id/report" });
  const { ref, width } = useElementSize();
  const [words, setWords] = useState("");
  const [allMonths, setAllMonths] = useState(false);
  const only = useStore(shownOnly);
  const go = useGo();
  const list = useRef<HTMLDivElement>(null);
  const detail = useRef<HTMLElement>(null);
  const box = useRef<HTMLInputElement>(null);

  const shown = useMemo(() => filtered(accounts, words, only), [accounts, words, only]);
  const inHand = address === undefined ? shown[0] : accounts[placeOfAccount(accounts, address)];
  const nameInHand = inHand === undefined ? null : accountAddress(inHand);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each account is read from its top
  useEffect(() => {
    if (detail.current !== null) detail.current.scrollTop = 0;
  }, [nameInHand]);
  const narrow = width > 0 && width < TWO_PANES;
  const panes = narrow ? (alone === true ? "account" : "list") : "both";

  function choose(account: ReportAccount): void {
    go({ account: accountAddress(account), ...(narrow && { alone: true as const }) }, false);
  }

  /** From whatever the address says by now: keys may come faster than pages are drawn. */
  function move(to: (place: number) => number): void {
    if (document.activeElement !== box.current) list.current?.focus({ preventScroll: true });
    go((before) => neighbour(shown, before, to), true);
  }

  function leave(): unknown {
    if (panes === "account") return go({ alone: undefined }, false);
    if (words !== "") return setWords("");
    const focused = document.activeElement;
    const inside = focused === box.current || detail.current?.contains(focused) === true;
    return inside ? list.current?.focus() : NOT_NOW;
  }

  useRoomKeys(accountKeys, {
    next: () => move((place) => place + 1),
    previous: () => move((place) => place - 1),
    first: () => move(() => 0),
    last: () => move(() => shown.length - 1),
    open: () => {
      if (panes === "list" && inHand !== undefined) choose(inHand);
      else detail.current?.focus();
    },
    search: () => {
      box.current?.focus();
      box.current?.select();
    },
    negative: () => toggleOnly("negative"),
    differing: () => toggleOnly("differing"),
    changed: () => toggleOnly("changed"),
    gone: () => toggleOnly("gone"),
    months: () => setAllMonths((all) => !all),
    leave,
  });

  return (
    <div ref={ref} className={classes.panes} data-panes={panes}>
      {panes !== "account" && (
        <div className={classes.left}>
          <AccountFilter
            box={box}
            words={words}
            setWords={setWords}
            accounts={accounts}
            shown={shown.length}
          />
          {shown.length > 0 && (
            <AccountGrid scroller={list} accounts={shown} inHand={inHand} choose={choose} />
          )}
          {shown.length === 0 && (
            <NoMatch
              any={accounts.length > 0}
              clear={() => {
                setWords("");
                shownOnly.set(new Set());
              }}
            />
          )}
        </div>
      )}
      {panes !== "list" && accounts.length > 0 && (
        <section
          ref={detail}
          className={classes.right}
          aria-label="Account"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
          tabIndex={0}
        >
          {inHand !== undefined ? (
            <AccountDetail
              account={inHand}
              accounts={accounts}
              bureaus={bureaus}
              letters={letters}
              allMonths={allMonths}
              setAllMonths={setAllMonths}
              choose={choose}
              back={panes === "account" ? () => go({ alone: undefined }, false) : null}
            />
          ) : (
            address !== undefined && <NotInReport asOf={view.as_of} />
          )}
        </section>
      )}
    </div>
  );
}

function neighbour(
  shown: readonly ReportAccount[],
  before: ReportSearch,
  to: (place: number) => number,
): ReportSearch {
  const place = before.account === undefined ? 0 : placeOfAccount(shown, before.account);
  const next = shown[Math.max(0, Math.min(to(place), shown.length - 1))];
  return next === undefined ? {} : { account: accountAddress(next) };
}

function NoMatch({ any, clear }: { any: boolean; clear: () => void }) {
  if (!any) return <p className={classes.none}>No bureau lists an account.</p>;
  return (
    <Notice
      icon={<IconFilterOff size={32} stroke={1.5} />}
      title="No account matches"
      action={{ label: "Show all accounts", run: clear }}
    >
      The words look at furnishers, kinds, numbers and how accounts stand.
    </Notice>
  );
}
