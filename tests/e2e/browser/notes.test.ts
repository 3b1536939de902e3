import type { Page } from "playwright-core";
import { expect } from "vitest";
import {
  clientName,
  composer,
  count,
  firstName,
  note,
  offline,
  openClient,
  openNotes,
  saved,
  syncNow,
  waitingWord,
  write,
} from "./agent";
import { look } from "./look";
import { test } from "./work";

const TEXT = "Called about the utility bill; will send a copy on Friday.";
const REFUSAL = "The note names an account that the firm has closed.";

test("the notes of a client are there, and everyone can use them", async ({ page, portal }) => {
  await openNotesOf(page, await portal.clientWithNotes((count) => count > 2));
  await page.getByText(/^\d+ notes$/).waitFor();
  await look(page, "notes", "filled");
});

test("a client without notes says so and leads to writing the first", async ({ page, portal }) => {
  const name = await openNotesOf(page, await portal.clientWithNotes((count) => count === 0));
  await page.getByText(`There are no notes about ${name}`).waitFor();
  await look(page, "notes", "empty");
  await page.getByRole("button", { name: "Write the first one" }).click();
  await composer(page).and(page.locator(":focus")).waitFor();
});

test("a note written with the mouse reaches the portal once", async ({ page, portal }) => {
  const name = await openNotes(page);
  const form = page.getByRole("form", { name: `New note about ${name}` });
  await form.getByRole("textbox", { name: `Note about ${name}` }).click();
  await page.keyboard.type(TEXT);
  await form.getByRole("button", { name: "Save note" }).click();
  await isSavedOnce(page, portal);
  expect(await composer(page).inputValue()).toBe("");
});

test("a note written with keys only reaches the portal once", async ({ page, portal }) => {
  const name = await firstName(page);
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await count(page, /found$/).waitFor();
  await page.keyboard.press("Enter");
  await openClient(page, name).waitFor();
  // The search has the focus until it is left.
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await write(page, TEXT);
  await isSavedOnce(page, portal);
});

test("a note written without the portal waits, marked, and goes when it is back", async ({
  page,
  portal,
}) => {
  await openNotes(page);
  await portal.wire.cut();
  await write(page, TEXT);
  await note(page, TEXT).getByText("Waiting", { exact: true }).waitFor();
  await note(page, TEXT).getByText("The server cannot be reached").waitFor();
  await waitingWord(page, "1 waiting").waitFor();
  await syncNow(page);
  await offline(page);
  await look(page, "notes", "offline");
  expect(await portal.notes(TEXT)).toBe(0);

  await portal.wire.mend();
  await syncNow(page);
  await isSavedOnce(page, portal);
  await waitingWord(page).waitFor({ state: "detached" });
  await page.reload();
  await isSavedOnce(page, portal);
});

test("a note that waits is still there after a reload, and is sent once", async ({
  page,
  portal,
}) => {
  await openNotes(page);
  await portal.wire.cut();
  await write(page, TEXT);
  await waitingWord(page, "1 waiting").waitFor();
  await page.reload();
  await note(page, TEXT).getByText("Waiting", { exact: true }).waitFor();

  await portal.wire.mend();
  await syncNow(page);
  await isSavedOnce(page, portal);
});

test("an answer that was lost on the way makes no second note", async ({ page, portal }) => {
  await openNotes(page);
  portal.wire.loseAnswers();
  await write(page, TEXT);
  await note(page, TEXT).getByText("Checking", { exact: true }).waitFor();
  await look(page, "notes", "checking");

  await portal.wire.mend();
  await syncNow(page);
  await saved(note(page, TEXT)).waitFor();
  expect(await portal.notes(TEXT)).toBe(1);
  await expect.poll(() => note(page, TEXT).count()).toBe(1);
});

test("a note that is too long says how much, and is saved once it is shorter", async ({
  page,
  portal,
}) => {
  await openNotes(page);
  await composer(page).fill(`${TEXT}\n${"All of the letter. ".repeat(600)}`);
  await page.getByRole("button", { name: "Save note" }).click();
  await page
    .getByText(/^A note has at most 10,000 characters\. This one has [\d,]+ too many\.$/)
    .waitFor();
  await look(page, "notes", "too-long");
  expect(portal.wire.writes).toBe(0);

  await composer(page).fill(TEXT);
  await page.getByRole("button", { name: "Save note" }).click();
  await isSavedOnce(page, portal);
});

test("a note that the portal refuses says why, and is sent once it is changed", async ({
  page,
  portal,
}) => {
  const name = await openNotes(page);
  portal.wire.refuse(REFUSAL);
  await write(page, "Frst");
  await note(page, "Frst").getByText("Refused", { exact: true }).waitFor();
  await note(page, "Frst").getByText(REFUSAL).waitFor();
  await waitingWord(page, "Needs you").waitFor();
  await look(page, "notes", "refused");

  await note(page, "Frst").getByRole("button", { name: "Edit" }).click();
  const text = page.getByRole("textbox", { name: /^Text of the note about / });
  await text.fill(TEXT);
  await look(page, "notes", "edited");
  await portal.wire.mend();
  await page.getByRole("button", { name: "Save and send" }).click();
  await isSavedOnce(page, portal, 2);
  expect(await portal.notes("Frst")).toBe(0);
  await page.getByRole("region", { name: `Notes about ${name}` }).waitFor();
});

test("a refused note that was discarded can be brought back and is sent", async ({
  page,
  portal,
}) => {
  await openNotes(page);
  portal.wire.refuse(REFUSAL);
  await write(page, TEXT);
  await note(page, TEXT).getByRole("button", { name: "Discard" }).click();
  await note(page, TEXT).waitFor({ state: "detached" });
  await waitingWord(page).waitFor({ state: "detached" });
  await portal.wire.mend();
  await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
  await isSavedOnce(page, portal, 2);
});

/** Opens the notes of the client with this number. */
async function openNotesOf(page: Page, client: number): Promise<string> {
  await page.goto(`${new URL(page.url()).origin}/#/clients/${client}/notes`);
  await composer(page).waitFor();
  return clientName(page);
}

/** The note has no mark any more, and the portal has it exactly once. */
async function isSavedOnce(
  page: Page,
  portal: { notes(text: string): Promise<number>; wire: { writes: number } },
  writes = 1,
): Promise<void> {
  await saved(note(page, TEXT)).waitFor();
  // For the moment in which it becomes the server's own, it may be in the list as both.
  await expect.poll(() => note(page, TEXT).count()).toBe(1);
  expect(await portal.notes(TEXT)).toBe(1);
  expect(portal.wire.writes).toBe(writes);
}
