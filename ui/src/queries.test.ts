import { QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import type { Account } from "./bindings/Account";
import { createQueryClient, keys, readAgain, settleOpening } from "./queries";

function account(id: string): Account {
  return {
    id,
    kind: "portal",
    place: "portal.example.com",
    server: "https://portal.example.com",
    agent: "Dana Whitfield",
    email: "dana@example.com",
    microsoft: null,
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

test("what changes during a first reading is read once more", async () => {
  const client = createQueryClient();
  const answers: ((names: string[]) => void)[] = [];
  const read = () => new Promise<string[]>((answer) => void answers.push(answer));
  const list = new QueryObserver(client, { queryKey: keys.clientsList, queryFn: read });
  const leave = list.subscribe(() => undefined);
  expect(answers).toHaveLength(1);

  // Answered before the change, arrived after it was told.
  const renewed = readAgain(client, keys.clients);
  answers[0]?.([]);
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.(["Maria Lopez"]);
  await renewed;
  expect(list.getCurrentResult().data).toEqual(["Maria Lopez"]);
  leave();
});

test("what was read already is read again once", async () => {
  const client = createQueryClient();
  let reads = 0;
  const read = async () => {
    reads += 1;
    return reads;
  };
  const list = new QueryObserver(client, { queryKey: keys.clientsList, queryFn: read });
  const leave = list.subscribe(() => undefined);
  await expect.poll(() => list.getCurrentResult().data).toBe(1);
  await readAgain(client, keys.clients);
  expect(list.getCurrentResult().data).toBe(2);
  leave();
});

test("what changed of one client is not read again of another", async () => {
  const client = createQueryClient();
  const read: number[] = [];
  const leaves = [1, 2].map((id) =>
    new QueryObserver(client, {
      queryKey: keys.documentsOf(id),
      queryFn: () => read.push(id),
    }).subscribe(() => undefined),
  );
  await expect.poll(() => client.isFetching()).toBe(0);
  await readAgain(client, keys.documents, new Set([2]));
  expect(read).toEqual([1, 2, 2]);
  await readAgain(client, keys.documents);
  expect(read).toEqual([1, 2, 2, 1, 2]);
  for (const leave of leaves) leave();
});
