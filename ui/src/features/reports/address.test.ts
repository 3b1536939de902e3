import { expect, test } from "vitest";
import { account } from "../../test/reports";
import { accountAddress, placeOfAccount, readReportSearch, tradelineAddress } from "./address";

const accounts = [
  account("Abbey Bank", { tradeline_ids: ["A 1", "shared", null] }),
  account("Birch Credit", { tradeline_ids: ["B1", "shared", "B3"] }),
  account("Cedar Auto", { key: "//", tradeline_ids: ["", "", ""] }),
];

test("an account is found by any bureau's id of it, whatever is in the id", () => {
  expect(placeOfAccount(accounts, tradelineAddress("equifax", "A 1"))).toBe(0);
  expect(placeOfAccount(accounts, tradelineAddress("transunion", "B3"))).toBe(1);
  expect(placeOfAccount(accounts, tradelineAddress("transunion", "A 1"))).toBe(-1);
});

test("of accounts that share an id, the one that shares the most is meant", () => {
  expect(accounts.map((one) => placeOfAccount(accounts, accountAddress(one)))).toEqual([0, 1, 2]);
});

test("what is not known of an address is left out", () => {
  const read = readReportSearch({ day: "2026-03-14", section: "audit", account: 7, alone: "yes" });
  expect(read).toEqual({ day: "2026-03-14" });
});
