import { beforeEach, expect, test } from "vitest";
import { item } from "../../test/items";
import {
  balancesOf,
  FIRST_VIEW,
  inOrder,
  itemsView,
  nextBureau,
  nextStanding,
  sortBy,
  sortByNext,
  turnOrder,
  wantedItems,
} from "./view";

beforeEach(() => itemsView.set(FIRST_VIEW));

const items = [
  item(1, "Cedar Auto", { balance_cents: 90_000, past_due: "$1,000" }),
  item(2, "abbey Bank", { balance_cents: null, past_due: "", bureau: "transunion" }),
  item(3, "Birch Credit", { balance_cents: 125_050, past_due: "$200.50", standing: "repaired" }),
];

function ids(sort: Parameters<typeof inOrder>[1]): number[] {
  return inOrder(items, sort).map(({ id }) => id);
}

test("without a column the items stand as they come", () => {
  expect(ids(FIRST_VIEW)).toEqual([1, 2, 3]);
});

test("names are ordered without regard to capitals", () => {
  expect(ids({ sort: "name", direction: "asc" })).toEqual([2, 3, 1]);
});

test("money is ordered by its amount, and what is not told stands last either way", () => {
  expect(ids({ sort: "past_due", direction: "asc" })).toEqual([3, 1, 2]);
  expect(ids({ sort: "balance", direction: "asc" })).toEqual([1, 3, 2]);
  expect(ids({ sort: "balance", direction: "desc" })).toEqual([3, 1, 2]);
});

test("a column of money begins with the greatest, a second press turns it round", () => {
  sortBy("balance");
  expect(itemsView.get()).toMatchObject({ sort: "balance", direction: "desc" });
  sortBy("balance");
  expect(itemsView.get()).toMatchObject({ sort: "balance", direction: "asc" });
  turnOrder();
  expect(itemsView.get().direction).toBe("desc");
});

test("after the last column comes the order in which items come", () => {
  sortBy("standing");
  sortByNext();
  expect(itemsView.get()).toEqual(FIRST_VIEW);
  sortByNext();
  expect(itemsView.get().sort).toBe("name");
});

test("the bureaus and the standings go round, without a standing that no item has", () => {
  const seen = Array.from({ length: 5 }, () => {
    nextBureau();
    return itemsView.get().bureau;
  });
  expect(seen).toEqual(["equifax", "experian", "transunion", null, "equifax"]);
  const standings = Array.from({ length: 5 }, () => {
    nextStanding(items);
    return itemsView.get().standing;
  });
  expect(standings).toEqual(["new", "not_processed", "in_progress", "repaired", null]);
});

test("words, bureau and standing all have to agree", () => {
  const all = { words: "", bureau: null, standing: null };
  expect(wantedItems(items, { ...all, words: "bank abb" })).toHaveLength(1);
  expect(wantedItems(items, { ...all, bureau: "equifax" })).toHaveLength(2);
  expect(wantedItems(items, { ...all, bureau: "equifax", standing: "repaired" })).toHaveLength(1);
  expect(wantedItems(items, { ...all, words: "bank", bureau: "equifax" })).toEqual([]);
});

test("balances are added up bureau by bureau, without what is repaired or not told", () => {
  const more = [
    ...items,
    item(4, "Dune Bank", { balance_cents: 1_050 }),
    item(5, "Elm Loans", { balance_cents: 500, bureau: null }),
  ];
  const { of, untold } = balancesOf(more);
  // $900.00 and $10.50 with Equifax; TransUnion's item says no balance, and the last no bureau.
  expect(of.map(({ bureau, cents }) => [bureau.letters, cents])).toEqual([["EQ", 91_050]]);
  expect(untold).toBe(2);
});
