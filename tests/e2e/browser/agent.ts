/** What an agent does and sees in the app, by the roles and names that the page tells. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import type { SignIn } from "../harness/office";

const LABELS = {
  server: "Server address",
  api_key: "API key",
  email: "E-mail",
  password: "Password",
} as const;

/** Signs in to the practice office from the first screen. */
export async function openPractice(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Open the practice office" }).click();
  await grid(page).waitFor();
}

/** A field of the form that signs in to a portal. */
export function field(page: Page, name: keyof SignIn): Locator {
  return page.getByLabel(LABELS[name], { exact: true });
}

/** Fills in the form and sends it. */
export async function signIn(page: Page, typed: SignIn): Promise<void> {
  for (const name of Object.keys(LABELS) as (keyof SignIn)[]) {
    await field(page, name).fill(typed[name]);
  }
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Waits until the first sync has fetched everything but the reports, which follow. */
export async function synced(page: Page): Promise<void> {
  await page
    .getByRole("button", { name: /^(Synced|Fetching reports)/ })
    .waitFor({ timeout: 60_000 });
}

export function grid(page: Page): Locator {
  return page.getByRole("grid", { name: "Clients" });
}

/** The rows of the list that are in the page; the list draws only what can be seen. */
export function rows(page: Page): Locator {
  return grid(page).getByRole("row").and(page.locator("[aria-selected]"));
}

/** What stands in a column of the rows in the page, from the top. */
export async function column(page: Page, name: string): Promise<string[]> {
  const heads = await grid(page).getByRole("columnheader").allInnerTexts();
  const place = heads.indexOf(name);
  return grid(page)
    .locator(`[role=gridcell][aria-colindex="${place + 1}"]`)
    .allInnerTexts();
}

export async function firstName(page: Page): Promise<string> {
  await expect.poll(() => column(page, "Name")).not.toContain("");
  const [name = ""] = await column(page, "Name");
  return name;
}

export function searchBox(page: Page): Locator {
  return page.getByRole("searchbox", { name: "Search clients" });
}

/** The count beside the room's heading. */
export function count(page: Page, text: string | RegExp): Locator {
  return page.getByRole("region", { name: "List of clients" }).getByRole("status").getByText(text);
}

/** The page of the open client. */
export function openClient(page: Page, name: string): Locator {
  return page.getByRole("region", { name: "Client", exact: true }).getByRole("heading", { name });
}

/** Opens the client in this place of the list, on the notes; gives the client's name. */
export async function openNotes(page: Page, place = 0): Promise<string> {
  const row = rows(page).nth(place);
  await row.click();
  await expect.poll(() => row.getAttribute("aria-current")).toBe("true");
  await page.getByRole("tab", { name: "Notes" }).click();
  const form = page.getByRole("form", { name: /^New note about / });
  const name = await clientName(page);
  await form.and(page.getByLabel(`New note about ${name}`)).waitFor();
  return name;
}

/** The name at the head of the open client's page. */
export async function clientName(page: Page): Promise<string> {
  const head = page.getByRole("region", { name: "Client", exact: true }).locator("h2");
  return (await head.textContent()) ?? "";
}

/** Writes a note about the open client and saves it, by keys. */
export async function write(page: Page, text: string): Promise<void> {
  await page.keyboard.press("n");
  await composer(page).and(page.locator(":focus")).waitFor();
  await page.keyboard.type(text);
  await page.keyboard.press("Control+Enter");
  await note(page, text).waitFor();
  await page.keyboard.press("Escape");
}

/** Where a new note about the open client is written. */
export function composer(page: Page): Locator {
  return page.getByRole("textbox", { name: /^Note about / });
}

/** A note in the list of the open client. */
export function note(page: Page, text: string): Locator {
  return page
    .getByRole("region", { name: /^Notes about / })
    .getByRole("listitem")
    .filter({ hasText: text });
}

/** These entries once they have no mark any more: the server has them. */
export function saved(entries: Locator): Locator {
  return entries.filter({ hasNotText: /Waiting|Sending|Checking|Needs you|Refused/ });
}

/** The word in the title row that leads to what waits. */
export function waitingWord(page: Page, text: string | RegExp = /waiting$|^Needs you$/): Locator {
  return page.getByRole("region", { name: "Search, sync and account" }).getByRole("link", {
    name: text,
  });
}

/** The row of a note in the room of what waits. */
export function waitingRow(page: Page, text: string): Locator {
  return page.getByRole("table", { name: "What waits" }).getByRole("row", { name: text });
}

/** Asks for a sync by the key, which a field with the focus would keep. */
export async function syncNow(page: Page): Promise<void> {
  await page.keyboard.press("Shift+S");
}

/** Waits until the app has found that the portal does not answer. */
export async function offline(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Offline · as of/ }).waitFor();
}

/** Waits until the reports of all clients are here too. */
export async function reported(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Synced/ }).waitFor({ timeout: 60_000 });
}

/** Opens the client in this place of the list on a tab; gives the client's name. */
export async function openTab(page: Page, name: string, place = 0): Promise<string> {
  const row = rows(page).nth(place);
  await row.click();
  await expect.poll(() => row.getAttribute("aria-current")).toBe("true");
  await page.getByRole("tab", { name, exact: true }).click();
  return clientName(page);
}

/** The accounts of the open report. */
export function accounts(page: Page): Locator {
  return page.getByRole("grid", { name: "Accounts" });
}

/** The negative items of the open client. */
export function items(page: Page): Locator {
  return page.getByRole("grid", { name: "Negative items" });
}

/** The rows of a grid that are in the page. */
export function rowsOf(grid: Locator): Locator {
  return grid.getByRole("row").and(grid.page().locator("[aria-selected]"));
}
