import { expect } from "vitest";
import { count, openPractice, rows, synced } from "./agent";
import { test } from "./app";
import { look } from "./look";

test("clients appear while the first sync runs, and all are there in the end", async ({ open }) => {
  const { page, errors } = await open({ clients: 250 });
  await openPractice(page);

  await count(page, /clients so far/).waitFor();
  expect(await rows(page).count()).toBeGreaterThan(0);

  await synced(page);
  await count(page, /^250 clients$/).waitFor();
  expect(errors).toEqual([]);
});

test("a first sync that was stopped keeps what has arrived and goes on later", async ({ open }) => {
  const { page } = await open({ clients: 600 });
  await openPractice(page);
  await page.getByRole("button", { name: "Cancel sync" }).click();
  await page.getByRole("button", { name: "Sync stopped" }).waitFor();
  await count(page, /clients so far$/).waitFor();
  expect(await rows(page).count()).toBeGreaterThan(0);
  await look(page, "clients", "stopped");

  await page.keyboard.press("Shift+S");
  await synced(page);
  await count(page, /^600 clients$/).waitFor();
});

test("after a reload the same account is open from the copy on this machine", async ({ open }) => {
  const { page } = await open();
  await openPractice(page);
  await synced(page);

  await page.reload();
  await count(page, /^60 clients$/).waitFor();
  expect(await rows(page).count()).toBeGreaterThan(0);
});

test("signing out erases the copy and leads back to the first screen", async ({ open }) => {
  const { page } = await open();
  await openPractice(page);
  await synced(page);

  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out…" }).click();
  const question = page.getByRole("dialog", { name: "Sign out?" });
  await question.getByText("The copy of 60 clients on this machine").waitFor();
  await look(page, "sign-out", "asked");

  await question.getByRole("button", { name: "Sign out and erase" }).click();
  await page.getByRole("button", { name: "Open the practice office" }).waitFor();
});
