import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { freshFolder, remove } from "../harness/folder";
import { accounts, offline, openTab, reported, syncNow, waitingWord } from "./agent";
import { look } from "./look";
import { test as work } from "./work";

const test = work.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  folder: async ({}, use) => {
    const folder = await freshFolder();
    await use(folder);
    await remove(folder);
  },
});

const FACT = "The balance was paid on May 4; the report still shows it as past due.";

/** The letters of the open client. */
function letters(page: Page): Locator {
  return page.getByRole("grid", { name: "Letters" });
}

function row(page: Page, text: string | RegExp): Locator {
  return letters(page).getByRole("row").filter({ hasText: text });
}

/** Opens the letters of a client whose reports are here. */
async function openLetters(page: Page): Promise<string> {
  await reported(page);
  // What a letter says of a report is here once its accounts are.
  await openTab(page, "Report");
  await accounts(page).waitFor();
  const name = await openTab(page, "Letters");
  await page.getByRole("button", { name: "New letter" }).first().waitFor();
  return name;
}

/** Begins a dispute to the first bureau about one item, by keys and the mouse. */
async function begin(page: Page): Promise<void> {
  await page.keyboard.press("n");
  await page.getByRole("radio", { name: /^Dispute to a credit bureau/ }).check();
  await page.getByRole("group", { name: "About" }).getByRole("checkbox").first().check();
  await page.keyboard.press("Control+Enter");
  await page.getByLabel("What is wrong").waitFor();
}

/** The page as it will be sent. */
function sheet(page: Page): Locator {
  return page.getByRole("img", { name: /^Page 1 of / });
}

/** Sends the open letter as a fax; `asked` sees the question before it. */
async function fax(page: Page, asked = async () => {}): Promise<void> {
  await page.getByLabel("Fax number").fill("(404) 555-0100");
  await page.getByText("Saved on this machine").waitFor();
  await page.getByRole("button", { name: "Send…" }).click();
  await page.getByRole("radio", { name: "Fax" }).check();
  await asked();
  await page.getByRole("button", { name: /^Fax/ }).click();
}

test("a letter shows what it lacks, then the page, and is on the client's file after it was sent", async ({
  page,
  portal,
}) => {
  await openLetters(page);
  await look(page, "letters", "empty");
  await page.keyboard.press("n");
  await page.getByRole("radio", { name: /^Dispute to a credit bureau/ }).waitFor();
  await look(page, "new-letter", "filled");
  await page.keyboard.press("Escape");
  await begin(page);
  await page.getByText("What is wrong in item 1 is missing.").waitFor();
  await look(page, "letter", "refused");

  await page.getByLabel("What is wrong").fill(FACT);
  await sheet(page).waitFor();
  await look(page, "letter", "filled");
  await fax(page, () => look(page, "letter", "asked"));
  await row(page, "In the outgoing folder").waitFor();
  await look(page, "letters", "filled");
  expect(await portal.sent()).toHaveLength(1);

  await page.keyboard.press("Enter");
  const viewer = page.getByRole("dialog", { name: /^Dispute to a credit bureau/ });
  await viewer.getByRole("img", { name: /^Page 1/ }).waitFor();
});

test("a letter that is written without the portal waits, marked, and goes once when it is back", async ({
  page,
  portal,
}) => {
  await openLetters(page);
  await portal.wire.cut();
  await begin(page);
  await page.getByLabel("What is wrong").fill(FACT);
  await sheet(page).waitFor();
  await page.getByText("Saved on this machine").waitFor();
  await page.reload();
  await expect.poll(() => page.getByLabel("What is wrong").inputValue()).toBe(FACT);
  await syncNow(page);
  await offline(page);
  await look(page, "letter", "offline");
  await fax(page);
  await waitingWord(page, "1 waiting").waitFor();
  await row(page, "Waiting").waitFor();
  await look(page, "letters", "offline");
  expect(await portal.sent()).toHaveLength(0);

  await portal.wire.mend();
  await syncNow(page);
  await row(page, "In the outgoing folder").waitFor();
  await waitingWord(page).waitFor({ state: "detached" });
  expect(await portal.sent()).toHaveLength(1);
});

test("the PDF is saved where the agent says, and opened for printing", async ({
  app,
  page,
  folder,
}) => {
  await openLetters(page);
  await begin(page);
  await page.getByLabel("What is wrong").fill(FACT);
  await sheet(page).waitFor();
  await page.getByText("Saved on this machine").waitFor();
  const saved = join(folder, "letter.pdf");
  await app.choose(saved);
  await page.keyboard.press("Control+s");
  await expect.poll(() => readFile(saved).catch(() => null)).not.toBeNull();
  await page.keyboard.press("Control+p");
  await expect.poll(() => app.opened()).toHaveLength(1);
  const [opened = ""] = await app.opened();
  expect(await readFile(opened)).toEqual(await readFile(saved));
});

test("keys alone begin a draft and remove it", async ({ page }) => {
  await openLetters(page);
  await page.keyboard.press("n");
  await page.getByRole("radio", { name: /^Dispute to a credit bureau/ }).waitFor();
  await page.keyboard.press("Control+Enter");
  await page.getByText("Saved on this machine").waitFor();
  await page.keyboard.press("Escape");
  await row(page, "Draft").waitFor();
  await page.keyboard.press("Delete");
  await page.keyboard.press("Tab");
  await letters(page)
    .getByRole("button", { name: /^Remove/ })
    .press("Enter");
  await letters(page).waitFor({ state: "detached" });
});
