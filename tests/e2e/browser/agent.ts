/** What an agent does and sees in the app, by the roles and names that the page tells. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";

/** Signs in to the practice office from the first screen. */
export async function openPractice(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Open the practice office" }).click();
  await grid(page).waitFor();
}

/** Waits until the first sync has fetched everything. */
export async function synced(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Synced/ }).waitFor({ timeout: 60_000 });
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
