import type { Page } from "playwright-core";
import { expect } from "vitest";
import { accounts, items, offline, openTab, reported, rowsOf, syncNow } from "./agent";
import { look } from "./look";
import { looking } from "./work";

const test = looking(24);

/** The open account of the report, by its heading. */
function account(page: Page) {
  return page.getByRole("region", { name: "Account", exact: true }).getByRole("heading").first();
}

/** The day that is shown. */
function day(page: Page) {
  return page.getByRole("navigation", { name: "Reports by day" }).locator("[aria-pressed=true]");
}

test("a report shows three bureaus side by side, and everyone can use it", async ({ page }) => {
  await reported(page);
  await openTab(page, "Report");
  await account(page).waitFor();
  for (const bureau of ["Equifax", "Experian", "TransUnion"]) {
    await page.getByRole("region", { name: bureau, exact: true }).waitFor();
  }
  expect(await rowsOf(accounts(page)).count()).toBeGreaterThan(5);
  await look(page, "report", "filled");

  for (const [key, part] of [
    ["i", "Inquiries"],
    ["d", "Personal details"],
  ] as const) {
    await page.keyboard.press(key);
    await page
      .getByRole("table", { name: part })
      .or(page.getByText(/^No bureau/))
      .first()
      .waitFor();
    await look(page, "report", part.split(" ")[0]?.toLowerCase() ?? part);
  }
});

test("keys alone go from account to account and to earlier reports", async ({ page }) => {
  await reported(page);
  await clientWithEarlierReports(page);
  // By its row: two accounts of one furnisher have the same heading.
  const shown = rowsOf(accounts(page)).and(page.locator("[aria-selected=true]"));
  // The tabs have the focus and keys of their own.
  await accounts(page).focus();
  const first = await shown.getAttribute("id");
  await page.keyboard.press("End");
  await expect.poll(() => shown.getAttribute("id")).not.toBe(first);
  await page.keyboard.press("Home");
  await expect.poll(() => shown.getAttribute("id")).toBe(first);

  const latest = await day(page).innerText();
  await page.keyboard.press("]");
  await expect.poll(() => day(page).innerText()).not.toBe(latest);
  await page.keyboard.press("[");
  await expect.poll(() => day(page).innerText()).toBe(latest);
});

test("an item leads to its account in the report, and back", async ({ page }) => {
  await reported(page);
  await openTab(page, "Items");
  await rowsOf(items(page)).first().waitFor();
  await look(page, "items", "filled");

  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  const details = page.getByRole("region", { name: "Item", exact: true });
  const name = await details.getByRole("heading").first().innerText();
  await look(page, "items", "details");
  await page.keyboard.press("r");
  await account(page)
    .or(page.getByText(/^Not in the report of/))
    .first()
    .waitFor();
  await page.goBack();
  await details.getByRole("heading", { name }).waitFor();
});

test("what no item matches says so and can be taken back", async ({ page }) => {
  await openTab(page, "Items");
  await rowsOf(items(page)).first().waitFor();
  await page.keyboard.press("/");
  await page.keyboard.type("zzzz");
  await expect.poll(() => rowsOf(items(page)).count()).toBe(0);
  await look(page, "items", "no-match");
  await page.keyboard.press("Escape");
  await rowsOf(items(page)).first().waitFor();
});

test("reports and items are there while the portal is away", async ({ page, portal }) => {
  await reported(page);
  await openTab(page, "Report");
  const shown = await account(page).innerText();
  await portal.wire.cut();
  await syncNow(page);
  await offline(page);
  await page.reload();
  await expect.poll(() => account(page).innerText()).toBe(shown);
  await look(page, "report", "offline");
  await page.getByRole("tab", { name: "Items", exact: true }).click();
  await rowsOf(items(page)).first().waitFor();
  await look(page, "items", "offline");
});

/** Opens the report of the first client in the list who has an earlier one too. */
async function clientWithEarlierReports(page: Page): Promise<void> {
  for (let place = 0; place < 8; place += 1) {
    await openTab(page, "Report", place);
    await account(page).waitFor();
    if (await page.getByRole("button", { name: "An earlier report" }).isEnabled()) return;
  }
  throw new Error("none of eight clients has an earlier report");
}
