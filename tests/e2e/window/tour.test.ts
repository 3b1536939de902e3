/**
 * The main job from the first sign-in to a finished letter, in the real window, with the portal as
 * a program of its own that is stopped and started. Keeps a picture of every room and the letter.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test as base, expect } from "vitest";
import { pdf, put } from "../harness/files";
import { built, pictures } from "../harness/place";
import { Portal } from "../harness/portal";
import { fillSignIn, openFirst, openTab, writeNote } from "./agent";
import { Desktop } from "./desktop";
import type { Window } from "./webdriver";

interface Fixtures {
  desktop: Desktop;
  portal: Portal;
}

const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  portal: async ({}, use) => {
    const portal = await Portal.open(250);
    await use(portal);
    await portal.close();
  },
  desktop: async ({ task }, use) => {
    const desktop = await Desktop.start();
    await use(desktop);
    if (task.result?.state === "fail") {
      await keep(desktop.opened, "failed").catch(() => undefined);
      console.log(desktop.transcript());
    }
    await desktop.stop();
  },
});

const NOTE = "Called: the client sends the statement tomorrow.";
const FACT = "The balance was paid on May 4; the report still shows it as past due.";

test("from the sign-in to a letter that was written while the portal was away", async ({
  desktop,
  portal,
}) => {
  const window = await desktop.open(built("redress"));
  await window.resize(1280, 800);
  // Straight to the office: where it is stopped, nobody listens.
  await fillSignIn(window, await portal.office.signIn());
  await keep(window, "01-sign-in");
  await (await window.find("button", "Sign in")).click();
  await window.reads(/\b250 clients\b/);
  await window.find("button", /^(Synced|Fetching reports)/);
  await keep(window, "02-clients");

  await openFirst(window);
  await openTab(window, "Report");
  await window.find("grid", "Accounts");

  await portal.office.stop();
  await window.press("S", "Shift");
  await window.find("button", /^Offline/);
  await keep(window, "03-report");
  await openTab(window, "Items");
  await window.find("grid", "Negative items");
  await keep(window, "04-items");
  await writeNote(window, NOTE);
  await window.reads(/1 waiting/);
  await keep(window, "05-note-offline");

  await openTab(window, "Documents");
  await desktop.drag(
    await put(desktop.folder, "umberfield statement.pdf", pdf("Account statement")),
  );
  const add = await window.find("button", /^Add 1 document to /);
  await keep(window, "06-tray");
  await add.click();
  await window.reads(/2 waiting/);
  await keep(window, "07-document-offline");

  await openTab(window, "Letters");
  await writeLetter(window);
  await keep(window, "08-letter");
  await (await window.find("button", "Send…")).click();
  const fax = await window.find("button", /^Fax/);
  await keep(window, "09-send");
  await fax.click();
  await window.reads(/3 waiting/);
  await keep(window, "10-letters-offline");

  await portal.office.start();
  await window.press("S", "Shift");
  await window.reads(/In the outgoing folder/);
  await keep(window, "11-letters-sent");
  await openTab(window, "Documents");
  await window.reads(/umberfield statement/);
  await keep(window, "12-documents");

  expect(await portal.notes(NOTE)).toBe(1);
  expect(await portal.documents("umberfield statement")).toBe(1);
  const sent = await portal.sent();
  expect(sent).toHaveLength(1);
  const letter = await portal.file(sent[0]?.attachments[0]?.id ?? 0);
  expect(letter.subarray(0, 5).toString()).toBe("%PDF-");
  await writeFile(join(pictures, "letter.pdf"), letter);
});

/** A dispute to the first bureau about the client's first item. */
async function writeLetter(window: Window): Promise<void> {
  await (await window.find("button", "New letter")).click();
  await window.find("button", "Write the letter");
  const [item] = await window.all("fieldset input[type=checkbox]");
  await item?.click();
  await (await window.find("button", "Write the letter")).click();
  await (await window.find("textbox", "What is wrong")).type(FACT);
  const number = await window.find("textbox", "Fax number");
  await number.clear();
  await number.type("(404) 555-0100");
  await window.find("img", /^Page 1 of /);
  await window.reads(/Saved on this machine/);
}

/** Saves what the window looks like. */
async function keep(window: Window | undefined, state: string): Promise<void> {
  if (window) {
    await mkdir(pictures, { recursive: true });
    await writeFile(join(pictures, `tour-${state}.png`), await window.picture());
  }
}
