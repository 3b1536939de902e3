import type { Page } from "playwright-core";
import { expect } from "vitest";
import type { Portal } from "../harness/portal";
import {
  composer,
  note,
  offline,
  openNotes,
  saved,
  syncNow,
  waitingRow,
  waitingWord,
  write,
} from "./agent";
import { look } from "./look";
import { test } from "./work";

const DOUBTFUL = "Sent the letter to the bureau by mail.";
const REFUSED = "Asked for the statement of March.";
const LATER = "Will call again on Monday.";
const REFUSAL = "The note names an account that the firm has closed.";

test("when nothing waits, the room says so", async ({ page }) => {
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await page.getByRole("heading", { name: "What waits" }).waitFor();
  await page.getByText("Everything is sent.").waitFor();
  await waitingWord(page).waitFor({ state: "detached" });
  await look(page, "waiting", "empty");
});

test("notes that wait are counted, listed with their reasons, and all sent once", async ({
  page,
  portal,
}) => {
  const texts = [DOUBTFUL, REFUSED, LATER];
  await portal.wire.cut();
  for (const [place, text] of texts.entries()) {
    await openNotes(page, place);
    await write(page, text);
  }
  await syncNow(page);
  await offline(page);
  await waitingWord(page, "3 waiting").click();
  for (const text of texts) {
    await waitingRow(page, text).getByText("The server cannot be reached").waitFor();
  }
  await look(page, "waiting", "offline");

  await portal.wire.mend();
  await syncNow(page);
  await page.getByText("Everything is sent.").waitFor();
  for (const text of texts) {
    expect(await portal.notes(text)).toBe(1);
  }
  expect(portal.wire.writes).toBe(3);
});

test("what needs the agent is named first, and everyone can settle it", async ({
  page,
  portal,
}) => {
  await threeKinds(page, portal);
  await waitingWord(page, "Needs you").click();
  await waitingRow(page, DOUBTFUL).getByText("Needs you", { exact: true }).waitFor();
  await waitingRow(page, REFUSED).getByText("Refused", { exact: true }).waitFor();
  await waitingRow(page, LATER).getByText("Waiting", { exact: true }).waitFor();
  await look(page, "waiting", "filled");
});

test("“It was sent”, by the mouse: nothing more is sent, and the note is there once", async ({
  page,
  portal,
}) => {
  await doubtful(page, portal);
  const writes = portal.wire.writes;
  await waitingWord(page, "Needs you").click();
  await waitingRow(page, DOUBTFUL).getByRole("button", { name: "It was sent" }).click();
  await page.getByText(/^Nothing more is sent, and the note leaves this list\./).waitFor();
  await look(page, "waiting", "asked");

  await page.getByRole("button", { name: "Yes, it was sent" }).click();
  await page.getByText("Everything is sent.").waitFor();
  await isSavedOnce(page, portal);
  expect(portal.wire.writes).toBe(writes);
});

test("“Send again”, by the mouse: the portal has the note once", async ({ page, portal }) => {
  await doubtful(page, portal);
  await portal.wire.mend();
  await waitingWord(page, "Needs you").click();
  await waitingRow(page, DOUBTFUL).getByRole("button", { name: "Send again" }).click();
  await page.getByText(/^The note is sent to the server once more\./).waitFor();
  await page.getByRole("button", { name: "Not now" }).click();
  await waitingRow(page, DOUBTFUL).getByRole("button", { name: "Send again" }).click();
  await page.getByRole("button", { name: "Send it again" }).click();
  await page.getByText("Everything is sent.").waitFor();
  await isSavedOnce(page, portal);
});

test("a refused note is changed and sent, and another discarded, by the mouse", async ({
  page,
  portal,
}) => {
  portal.wire.refuse(REFUSAL);
  await openNotes(page, 0);
  await write(page, REFUSED);
  await openNotes(page, 1);
  await write(page, LATER);
  await waitingWord(page, "Needs you").click();
  await waitingRow(page, REFUSED).getByText(REFUSAL).waitFor();
  await waitingRow(page, LATER).getByText(REFUSAL).waitFor();

  await waitingRow(page, LATER).getByRole("button", { name: "Discard" }).click();
  await waitingRow(page, LATER).waitFor({ state: "detached" });
  await portal.wire.mend();
  await waitingRow(page, REFUSED).getByRole("button", { name: "Edit" }).click();
  await edited(page).fill("Asked for all statements.");
  await look(page, "waiting", "edited");
  await page.getByRole("button", { name: "Save and send" }).click();
  await page.getByText("Everything is sent.").waitFor();
  expect(await portal.notes("Asked for all statements.")).toBe(1);
  expect(await portal.notes(REFUSED)).toBe(0);
  expect(await portal.notes(LATER)).toBe(0);
});

test("keys alone settle everything that waits", async ({ page, portal }) => {
  await threeKinds(page, portal);
  await page.keyboard.press("g");
  await page.keyboard.press("w");
  await waitingRow(page, DOUBTFUL).waitFor();

  // The first row is the oldest, and has the cursor.
  await page.keyboard.press("w");
  await page.getByRole("button", { name: "Yes, it was sent" }).and(focused(page)).waitFor();
  await page.keyboard.press("Enter");
  await waitingRow(page, DOUBTFUL).waitFor({ state: "detached" });

  await page.keyboard.press("e");
  await edited(page).and(focused(page)).waitFor();
  await page.keyboard.type(" And of April.");
  await page.keyboard.press("Control+Enter");
  await waitingRow(page, `${REFUSED} And of April.`)
    .getByText("Waiting", { exact: true })
    .waitFor();

  await page.keyboard.press("j");
  await waitingRow(page, LATER).and(focused(page)).waitFor();
  await page.keyboard.press("d");
  await waitingRow(page, LATER).waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Undo" }).waitFor();
  await page.keyboard.press("z");
  await waitingRow(page, LATER).waitFor();

  await portal.wire.mend();
  await waitingRow(page, LATER).and(page.locator("[tabindex]")).focus();
  await page.keyboard.press("s");
  await syncNow(page);
  await page.getByText("Everything is sent.").waitFor();
  for (const text of [DOUBTFUL, `${REFUSED} And of April.`, LATER]) {
    expect(await portal.notes(text)).toBe(1);
  }
});

test("Enter leads from what waits to the notes of its client", async ({ page, portal }) => {
  await portal.wire.cut();
  const name = await openNotes(page, 2);
  await write(page, LATER);
  await waitingWord(page, "1 waiting").click();
  await waitingRow(page, LATER).focus();
  await page.keyboard.press("Enter");
  await composer(page)
    .and(page.getByLabel(`Note about ${name}`))
    .waitFor();
  await note(page, LATER).waitFor();
});

/** A note of which only the agent can say whether it arrived. The portal has it. */
async function doubtful(page: Page, portal: Portal): Promise<void> {
  await openNotes(page, 0);
  portal.wire.loseAnswers();
  await write(page, DOUBTFUL);
  await expect.poll(() => portal.wire.writes).toBeGreaterThan(0);
  portal.wire.refuse(REFUSAL);
  await syncNow(page);
  await note(page, DOUBTFUL).getByText("Needs you", { exact: true }).waitFor();
}

/** A note that needs the agent, one that was refused and one that waits for the network. */
async function threeKinds(page: Page, portal: Portal): Promise<void> {
  await doubtful(page, portal);
  await openNotes(page, 1);
  await write(page, REFUSED);
  await note(page, REFUSED).getByText("Refused", { exact: true }).waitFor();
  await portal.wire.cut();
  await openNotes(page, 2);
  await write(page, LATER);
  await note(page, LATER).getByText("The server cannot be reached").waitFor();
}

/** The doubtful note is saved in its client's list, and the portal has it, both once. */
async function isSavedOnce(page: Page, portal: Portal): Promise<void> {
  await syncNow(page);
  await page.getByRole("button", { name: "Go to Clients" }).click();
  await openNotes(page, 0);
  await saved(note(page, DOUBTFUL)).waitFor();
  await expect.poll(() => note(page, DOUBTFUL).count()).toBe(1);
  expect(await portal.notes(DOUBTFUL)).toBe(1);
}

function edited(page: Page) {
  return page.getByRole("textbox", { name: /^Text of the note about / });
}

function focused(page: Page) {
  return page.locator(":focus");
}
