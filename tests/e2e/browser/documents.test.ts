import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { pdf, png, put } from "../harness/files";
import { freshFolder, remove } from "../harness/folder";
import { offline, openTab, reported, saved, syncNow, waitingWord } from "./agent";
import { look } from "./look";
import { test as base } from "./work";

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  folder: async ({}, use) => {
    const folder = await freshFolder();
    await use(folder);
    await remove(folder);
  },
});

function tray(page: Page): Locator {
  return page.getByRole("complementary", { name: "Tray" });
}

function documents(page: Page): Locator {
  return page.getByRole("grid", { name: "Documents" });
}

function card(page: Page, name: string): Locator {
  return documents(page).getByRole("gridcell", { name: new RegExp(name) });
}

/** How often the portal's list of the client has a document of this name. */
async function atThePortal(page: Page, name: string): Promise<number> {
  await syncNow(page);
  return saved(card(page, name)).count();
}

test("files that are dropped are on the client's file after one press", async ({
  app,
  page,
  folder,
}) => {
  const client = await openTab(page, "Documents");
  await app.drop(
    await put(folder, "umberfield bill.pdf", pdf("Power and light")),
    await put(folder, "umberfield license.png", png(400, 250)),
    await put(folder, "notes.pdf", Buffer.from("only words")),
  );
  await tray(page).getByText("umberfield bill.pdf", { exact: true }).waitFor();
  await tray(page).getByText("Not taken").waitFor();
  await look(page, "tray", "filled");

  await tray(page)
    .getByRole("button", { name: /^Add 2 documents to / })
    .click();
  await card(page, "umberfield bill").waitFor();
  await expect.poll(() => atThePortal(page, "umberfield bill")).toBe(1);
  await expect.poll(() => atThePortal(page, "umberfield license")).toBe(1);
  expect(client).not.toBe("");
  await look(page, "documents", "filled");
});

test("what is dropped without the portal waits, marked, and goes when it is back", async ({
  app,
  page,
  portal,
  folder,
}) => {
  await openTab(page, "Documents");
  await portal.wire.cut();
  await app.drop(await put(folder, "umberfield stub.pdf", pdf("Pay stub")));
  await tray(page)
    .getByRole("button", { name: /^Add 1 document to / })
    .click();
  await waitingWord(page, "1 waiting").waitFor();
  await page.reload();
  await card(page, "umberfield stub").getByText("Waiting", { exact: true }).waitFor();
  await offline(page);
  await look(page, "documents", "offline");

  await portal.wire.mend();
  await syncNow(page);
  await waitingWord(page).waitFor({ state: "detached" });
  await expect.poll(() => atThePortal(page, "umberfield stub")).toBe(1);
});

test("a document opens inside the app, and a copy is saved where the agent says", async ({
  app,
  page,
  folder,
}) => {
  const bytes = pdf("Umberfield statement");
  await openTab(page, "Documents");
  await app.drop(await put(folder, "umberfield statement.pdf", bytes));
  await tray(page)
    .getByRole("button", { name: /^Add 1 document to / })
    .click();
  await expect.poll(() => atThePortal(page, "umberfield statement")).toBe(1);
  await expect.poll(() => card(page, "umberfield statement").count()).toBe(1);
  await card(page, "umberfield statement").click();
  const viewer = page.getByRole("dialog", { name: "umberfield statement" });
  await viewer.getByRole("img", { name: /^Page 1/ }).waitFor();
  await look(page, "viewer", "pdf");
  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "detached" });

  const saved = join(folder, "copy.pdf");
  await app.choose(saved);
  await page.keyboard.press("s");
  await expect.poll(() => readFile(saved).catch(() => null)).toEqual(bytes);
});

test("papers of the practice are looked at, and one that was never opened says so without the portal", async ({
  page,
  portal,
}) => {
  await openTab(page, "Documents");
  const cards = documents(page).getByRole("gridcell");
  await cards.first().click();
  const viewer = page.getByRole("dialog");
  await viewer.getByRole("img").first().waitFor();
  await look(page, "viewer", "image");
  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "detached" });

  // The pictures in a list bring their files along: this list is seen without the portal only.
  await reported(page);
  await portal.wire.cut();
  await syncNow(page);
  await offline(page);
  await openTab(page, "Documents", 1);
  await cards.first().click();
  await viewer.getByText(/^This file is not on this machine yet/).waitFor();
  await look(page, "viewer", "offline");
});

test("keys alone add a file to the client in hand", async ({ app, page, folder }) => {
  await openTab(page, "Documents");
  await app.choose(await put(folder, "umberfield bank.pdf", pdf("Statement")));
  await page.keyboard.press("a");
  // The file is taken first: only then can it be added.
  await tray(page)
    .getByRole("button", { name: /^Add 1 document to / })
    .waitFor();
  await page.keyboard.press("t");
  await page.keyboard.press("Control+Enter");
  await expect.poll(() => atThePortal(page, "umberfield bank")).toBe(1);
});
