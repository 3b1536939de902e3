import { expect, test } from "vitest";
import type { Account } from "./bindings/Account";
import { createQueryClient, keys, settleOpening } from "./queries";

function account(id: string): Account {
  return {
    id,
    kind: "portal",
    place: "portal.example.com",
    server: "https://portal.example.com",
    agent: "Dana Whitfield",
    email: "dana@example.com",
  };
}

test("what was read for one account is forgotten when another opens", () => {
  const client = createQueryClient();
  settleOpening(client, { state: "open", account: account("a") });
  client.setQueryData(keys.client(1), "file of account a");
  settleOpening(client, { state: "open", account: account("b") });
  expect(client.getQueryData(keys.client(1))).toBeUndefined();
});

test("signing out forgets what was read", () => {
  const client = createQueryClient();
  settleOpening(client, { state: "open", account: account("a") });
  client.setQueryData(keys.client(1), "file of account a");
  settleOpening(client, { state: "sign_in", accounts: [] });
  expect(client.getQueryData(keys.client(1))).toBeUndefined();
});

test("the same account opened again keeps what is on the screen", () => {
  const client = createQueryClient();
  settleOpening(client, { state: "open", account: account("a") });
  client.setQueryData(keys.client(1), "file of account a");
  settleOpening(client, { state: "open", account: account("a") });
  expect(client.getQueryData(keys.client(1))).toBe("file of account a");
});
