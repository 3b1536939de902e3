import type { Page } from "playwright-core";
import { expect } from "vitest";
import {
  count,
  grid,
  note,
  openNotes,
  saved,
  signIn,
  synced,
  syncNow,
  waitingWord,
  write,
} from "./agent";
import { look } from "./look";
import { test } from "./work";

const TEXT = "Promised to send the police report.";

test("after the session ended, the password alone leads back, and what waited is sent", async ({
  page,
  portal,
}) => {
  const { email, password } = await portal.signIn();
  await openNotes(page);
  portal.wire.endSessions();
  await write(page, TEXT);
  await syncNow(page);
  const word = page.getByRole("button", { name: "Sign in again" });
  await word.waitFor();
  await waitingWord(page, "1 waiting").click();
  await page.getByText(/^Your session has ended\./).waitFor();
  await look(page, "waiting", "signed-out");

  await page.getByRole("main").getByRole("button", { name: "Sign in again" }).click();
  const form = page.getByRole("form", { name: "Sign in again" });
  const field = form.getByLabel(`Password of ${email}`, { exact: true });
  await field.fill("not the password");
  await form.getByRole("button", { name: "Sign in again" }).click();
  await form.getByText(/wrong/).waitFor();
  expect(await field.inputValue()).toBe("not the password");

  await field.fill(password);
  await field.press("Enter");
  await form.waitFor({ state: "detached" });
  await page.getByText("Everything is sent.").waitFor();
  await synced(page);
  expect(await portal.notes(TEXT)).toBe(1);
});

test("switching keeps the account on this machine, open again without the portal", async ({
  page,
  portal,
}) => {
  const { email } = await portal.signIn();
  await openNotes(page);
  await page.keyboard.press("n");
  await page.keyboard.type("Half a thought");
  await switchAccount(page);
  const here = page.getByRole("list", { name: "On this machine" });
  await here.getByText(email).waitFor();
  await look(page, "sign-in", "accounts");

  await portal.wire.cut();
  await here.getByRole("button").click();
  await grid(page).waitFor();
  await count(page, /^24 clients/).waitFor();
  await openNotes(page);
  expect(await page.getByRole("textbox", { name: /^Note about / }).inputValue()).toBe(
    "Half a thought",
  );
});

test("two accounts live side by side, each with its own clients", async ({ page }) => {
  await switchAccount(page);
  await page.getByRole("button", { name: "Open the practice office" }).click();
  await synced(page);
  await count(page, "60 clients").waitFor();

  await switchAccount(page);
  const here = page.getByRole("list", { name: "On this machine" });
  expect(await here.getByRole("button").count()).toBe(2);
  await here.getByRole("button").filter({ hasText: "127.0.0.1" }).click();
  await count(page, /^24 clients/).waitFor();
});

test("signing out with something unsent says that it stays, and it is sent at the next sign-in", async ({
  page,
  portal,
}) => {
  const typed = await portal.signIn();
  await openNotes(page);
  await portal.wire.cut();
  await write(page, TEXT);
  await waitingWord(page, "1 waiting").waitFor();
  await chooseInMenu(page, "Sign out…");
  const question = page.getByRole("dialog", { name: "Sign out?" });
  await question.getByText(/^1 note that is not on the server yet\./).waitFor();
  await question.getByText("The copy of 24 clients on this machine").waitFor();
  await look(page, "sign-out", "waiting");
  await question.getByRole("button", { name: "Sign out and erase" }).click();
  await page.getByRole("button", { name: "Sign in", exact: true }).waitFor();
  expect(await portal.notes(TEXT)).toBe(0);

  await portal.wire.mend();
  await signIn(page, typed);
  await synced(page);
  await openNotes(page);
  await saved(note(page, TEXT)).waitFor();
  expect(await portal.notes(TEXT)).toBe(1);
});

async function switchAccount(page: Page): Promise<void> {
  await chooseInMenu(page, "Switch account…");
  await page.getByRole("heading", { name: "On this machine" }).waitFor();
}

async function chooseInMenu(page: Page, item: string): Promise<void> {
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: item }).click();
}
