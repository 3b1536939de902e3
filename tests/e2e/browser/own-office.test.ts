import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { leaksIn } from "../harness/canaries";
import { freshFolder, remove } from "../harness/folder";
import { synced } from "./agent";
import { test as base } from "./app";
import { glance, look } from "./look";

const FIRM = "Umberfield Credit Help";
const EMAIL = "ana@umberfield.example";
const PASSWORD = "umber fields in the rain";

/** What is typed to set an office up, by the labels and in the order of the form. */
const TYPED = {
  "Name of the firm": FIRM,
  Street: "12 Marrow Quill Ln",
  City: "Tampa",
  State: "fl",
  "ZIP code": "33602",
  "Phone, if you like": "",
  "First name": "Ana",
  "Last name": "Quintana",
  "E-mail": EMAIL,
  Password: PASSWORD,
  "Password again": PASSWORD,
} as const;

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  folder: async ({}, use) => {
    const folder = await freshFolder();
    await use(folder);
    await remove(folder);
  },
});

function field(page: Page, label: string): Locator {
  return page.getByLabel(label, { exact: true });
}

function button(page: Page, name: string): Locator {
  return page.getByRole("button", { name, exact: true });
}

/** Waits until the keys go to it. */
async function focused(target: Locator): Promise<void> {
  await target.and(target.page().locator(":focus")).waitFor();
}

/** Opens the office on the first screen, at the form whose heading this is. */
async function openOffice(page: Page, heading: string): Promise<void> {
  await button(page, "Open your office").press("Enter");
  await page.getByRole("heading", { name: heading }).waitFor();
}

/** Sets an office up and goes to work in it; gives its recovery key. */
async function setUp(page: Page): Promise<string> {
  await openOffice(page, "Set up your office");
  for (const [label, text] of Object.entries(TYPED)) await field(page, label).fill(text);
  await button(page, "Set up").press("Enter");
  const key = await field(page, "Recovery key").inputValue();
  await field(page, "I have written it down or keep it in a safe place").check();
  await button(page, "Go to work").press("Enter");
  await atWork(page);
  return key;
}

async function signIn(page: Page, password: string): Promise<void> {
  await field(page, "E-mail").fill(EMAIL);
  await field(page, "Password").fill(password);
  await field(page, "Password").press("Enter");
}

/** The office is open, and has nobody yet. */
async function atWork(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Account of Ana Quintana" }).waitFor();
  await synced(page);
  await page.getByText("There are no clients").waitFor();
}

/** Saves a backup where the system was told, from the settings, which it leaves open. */
async function backUp(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Settings" }).press("Enter");
  const office = page.getByRole("region", { name: "Your office" });
  await office.getByRole("button", { name: "Save a backup…" }).press("Enter");
  await office.getByText(/^Saved /).waitFor();
}

test("a firm sets up its office by keys alone, and works in it once the key is kept", async ({
  open,
}) => {
  const { page } = await open();
  await button(page, "Open your office").waitFor();
  await page.keyboard.press("Tab");
  await focused(button(page, "Open your office"));
  await page.keyboard.press("Enter");
  await focused(field(page, "Name of the firm"));
  await look(page, "sign-in", "office-set-up");

  await page.keyboard.press("Enter");
  for (const sentence of [
    "Enter the name of your firm.",
    "Two letters.",
    "Five digits, or nine.",
    "Enter the e-mail address you sign in with.",
    "Use 12 characters or more; these are 0.",
  ]) {
    await page.getByText(sentence).waitFor();
  }
  await look(page, "sign-in", "office-set-up-failed");

  await focused(field(page, "Name of the firm"));
  for (const [label, text] of Object.entries(TYPED)) {
    await focused(field(page, label));
    await page.keyboard.type(label === "Password again" ? "umber fields in the sun" : text);
    if (label !== "Password again") await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await page.getByText("The two passwords are not the same.").waitFor();
  await focused(field(page, "Password again"));
  expect(await field(page, "City").inputValue()).toBe("Tampa");
  await page.keyboard.press("Control+A");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");

  const key = field(page, "Recovery key");
  await focused(key);
  expect(await key.inputValue()).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){12}$/);
  await look(page, "sign-in", "office-key");
  expect(await button(page, "Go to work").isDisabled()).toBe(true);
  expect(await button(page, "Open the practice office").isDisabled()).toBe(true);
  expect(await button(page, "Sign in to a portal instead").count()).toBe(0);

  await page.keyboard.press("Tab");
  await focused(button(page, "Copy"));
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("Tab");
  await focused(button(page, "Go to work"));
  await page.keyboard.press("Enter");
  await atWork(page);
  await look(page, "clients", "own-empty");
});

test("signing out leaves the office as it is, and the password alone leads back", async ({
  open,
  folder,
}) => {
  const app = await open();
  const { page } = app;
  await setUp(page);
  const backup = join(folder, "office.redress-backup");
  await app.choose(backup);
  await backUp(page);
  const bytes = await readFile(backup);
  expect(bytes.length).toBeGreaterThan(0);
  expect(leaksIn("the backup", bytes, [{ name: "the firm", value: FIRM }])).toEqual([]);
  await look(page, "settings", "own-office");

  await button(page, "Sign out…").press("Enter");
  const question = page.getByRole("dialog", { name: "Sign out?" });
  await question.getByText(/^Your office with everything in it stays on this machine\./).waitFor();
  await look(page, "sign-out", "own-office");
  await button(page, "Sign out and erase").press("Enter");

  await openOffice(page, "Sign in to your office");
  await glance(page, "sign-in", "office");
  await signIn(page, "not the password");
  await page.getByText("The e-mail address or the password is wrong.").waitFor();
  await glance(page, "sign-in", "office-failed");
  expect(await field(page, "E-mail").inputValue()).toBe(EMAIL);
  await signIn(page, PASSWORD);
  await page.getByRole("button", { name: "Account of Ana Quintana" }).waitFor();
});

test("another machine has the office from its backup, with the key alone", async ({
  open,
  folder,
}) => {
  const first = await open();
  const key = await setUp(first.page);
  const backup = join(folder, "office.redress-backup");
  await first.choose(backup);
  await backUp(first.page);

  const other = await open();
  const { page } = other;
  await openOffice(page, "Set up your office");
  await button(page, "Restore it from a backup").press("Enter");
  await focused(field(page, "Recovery key"));
  const wrong = (key.startsWith("a") ? "b" : "a") + key.slice(1);
  await other.choose(backup);
  await field(page, "Recovery key").fill(wrong);
  await page.keyboard.press("Enter");
  await page.getByText("The recovery key has a typing mistake in group 1 of 13.").waitFor();
  await look(page, "sign-in", "office-restore-failed");

  await other.choose(backup);
  await field(page, "Recovery key").fill(key.toUpperCase());
  await page.keyboard.press("Enter");
  await page.getByText("Your office is restored. Sign in as before.").waitFor();
  await glance(page, "sign-in", "office-restored");
  await signIn(page, PASSWORD);
  await atWork(page);
});
