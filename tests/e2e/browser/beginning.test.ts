/** What an account with an office can begin: a client who is taken on, and the client's reports. */
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { put } from "../harness/files";
import { freshFolder, remove } from "../harness/folder";
import { accounts, count, openClient, openPractice, rowsOf, searchBox, synced } from "./agent";
import { type App, test as base } from "./app";
import { look } from "./look";

interface Fixtures {
  /** The app, open for the practice office with everything fetched. */
  app: App;
  page: Page;
  folder: string;
}

const test = base.extend<Fixtures>({
  app: async ({ open }, use) => {
    const app = await open({ clients: 12 });
    await openPractice(app.page);
    await synced(app.page);
    await use(app);
  },
  page: async ({ app }, use) => use(app.page),
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  folder: async ({}, use) => {
    const folder = await freshFolder();
    await use(folder);
    await remove(folder);
  },
});

function form(page: Page): Locator {
  return page.getByRole("form", { name: "New client" });
}

function field(page: Page, label: string): Locator {
  return form(page).getByLabel(label, { exact: true });
}

/** Nobody of these is invented by the practice office, and nobody has their numbers. */
const INES = {
  "First name": "Ines",
  "Last name": "Umberfield",
  "Date of birth": "2/29/1980",
  "Social Security number": "900-12-3456",
  "E-mail": "ines.umberfield@example.com",
  Phone: "918 555 0142",
  Street: "12 Marrow Quill Ln",
  City: "Tulsa",
  State: "ok",
  "ZIP code": "74103",
} as const;

function report(day: string): Buffer {
  const content = {
    schema: "redress.report/1",
    bureau: "experian",
    report_date: day,
    confirmation_number: "4401927735",
    consumer: { names: [{ first: "Ines", last: "Umberfield" }], ssn: "XXX-XX-3456" },
    tradelines: [
      {
        id: "T-1",
        furnisher: { name: "UMBER BANK" },
        account_number: "4417XX2093",
        account_type: "18",
        status: "11",
        balance: "20.00",
        reported_on: "2024-12",
      },
    ],
  };
  return Buffer.from(JSON.stringify(content, null, 2));
}

/** Takes Ines on with the mouse. */
async function takeOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "New client" }).click();
  for (const [label, text] of Object.entries(INES)) await field(page, label).fill(text);
  await form(page).getByRole("button", { name: "Add the client" }).click();
  await openClient(page, "Ines Umberfield").waitFor();
}

test("a client is taken on with the mouse, after each wrong field was named", async ({ page }) => {
  await page.getByRole("button", { name: "New client" }).click();
  await form(page).waitFor();
  await look(page, "new-client", "empty");

  const add = form(page).getByRole("button", { name: "Add the client" });
  await add.click();
  await form(page).getByText("Enter the first name.").waitFor();
  await field(page, "First name").and(page.locator(":focus")).waitFor();

  for (const [label, text] of Object.entries(INES)) await field(page, label).fill(text);
  await field(page, "Date of birth").fill("2/29/1981");
  await field(page, "State").fill("Oklahoma");
  await add.click();
  await form(page).getByText("The state must be the two letters of a state.").waitFor();
  await form(page)
    .getByText(/^The date of birth must be a day such as /)
    .waitFor();
  await field(page, "Date of birth").and(page.locator(":focus")).waitFor();
  expect(await field(page, "Last name").inputValue()).toBe("Umberfield");
  await look(page, "new-client", "refused");

  await field(page, "Date of birth").fill(INES["Date of birth"]);
  await field(page, "State").fill(INES.State);
  await add.click();
  await openClient(page, "Ines Umberfield").waitFor();
  for (const shown of ["02/29/1980", "(918) 555-0142", "•••-••-3456", "12 Marrow Quill Ln"]) {
    await page.getByRole("tabpanel").getByText(shown, { exact: true }).first().waitFor();
  }
  await count(page, /^13 clients/).waitFor();
  await look(page, "new-client", "added");

  // Whoever is here is not taken on again.
  await page.getByRole("button", { name: "New client" }).click();
  await field(page, "First name").fill("Ines");
  await field(page, "Last name").fill("Umberfield");
  await field(page, "E-mail").fill(INES["E-mail"]);
  await add.click();
  await form(page)
    .getByText(/^These details name client \d+, who is here already\.$/)
    .waitFor();
});

test("keys alone take a client on, and find the client again", async ({ page }) => {
  await page.keyboard.press("Shift+A");
  await field(page, "First name").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("Ines");
  await page.keyboard.press("Enter");
  await form(page).getByText("Enter the last name.").waitFor();
  await field(page, "Last name").and(page.locator(":focus")).waitFor();
  await page.keyboard.type("Umberfield");
  await page.keyboard.press("Escape");
  await form(page).waitFor({ state: "detached" });

  // What was typed comes back by the key that undoes.
  await page.keyboard.press("z");
  await field(page, "First name").and(page.locator(":focus")).waitFor();
  expect(await field(page, "Last name").inputValue()).toBe("Umberfield");
  for (const text of ["", "", "2/29/1980", "900123456", INES["E-mail"]]) {
    if (text !== "") await page.keyboard.type(text);
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Control+Enter");
  await openClient(page, "Ines Umberfield").waitFor();

  await page.keyboard.press("/");
  await searchBox(page).and(page.locator(":focus")).waitFor();
  await page.keyboard.type("umberf");
  await count(page, /^1 client found/).waitFor();
});

test("a report is added from a file, and one that is none says what is wrong", async ({
  app,
  page,
  folder,
}) => {
  await takeOn(page);
  await page.getByRole("tab", { name: "Report", exact: true }).click();
  await page.getByText("There are no reports of Ines Umberfield yet").waitFor();
  await look(page, "report", "none-yet");
  const add = page.getByRole("button", { name: "Add a report…" });

  await app.choose(await put(folder, "statement.json", Buffer.from('{"schema":"another/2"}')));
  await add.click();
  await page
    .getByText("“statement.json” was not added. Its schema must be redress.report/1.")
    .waitFor();
  await look(page, "report", "not-added");

  await app.choose(await put(folder, "january.json", report("2025-01-14")));
  await add.click();
  await page.getByRole("button", { name: /^01\/14\/2025/ }).waitFor();
  await expect.poll(() => rowsOf(accounts(page)).count()).toBe(1);

  // The second one by its key; the first stays a day away.
  await app.choose(await put(folder, "march.json", report("2025-03-20")));
  await accounts(page).focus();
  await page.keyboard.press("u");
  await page.getByRole("button", { name: /^03\/20\/2025/ }).waitFor();
  await page.getByRole("button", { name: /^01\/14\/2025/ }).waitFor();
  await look(page, "report", "added");
});
