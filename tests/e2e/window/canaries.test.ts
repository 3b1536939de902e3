import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test as base, expect } from "vitest";
import { type Canary, filesBelow, leaks, leaksIn } from "../harness/canaries";
import { pdf, put } from "../harness/files";
import { freshFolder, remove } from "../harness/folder";
import { built } from "../harness/place";
import { Portal } from "../harness/portal";
import { until } from "../harness/until";
import { openFirst, openTab, signIn, writeNote } from "./agent";
import { Desktop } from "./desktop";
import type { Window } from "./webdriver";

const PAPER = "Statement of the Umberfield account, paid in full";
const NOTE = "Says the Umberfield account was paid in the spring.";
const FIELDS = ["LastName", "Email", "MobilePhone", "MailingStreet", "D_O_B__c"];

const test = base.extend<{ desktop: Desktop; portal: Portal }>({
  desktop: async ({ task }, use) => {
    const desktop = await Desktop.start();
    await use(desktop);
    if (task.result?.state === "fail") {
      console.log(desktop.transcript());
    }
    await desktop.stop();
  },
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  portal: async ({}, use) => {
    const portal = await Portal.open(24);
    await use(portal);
    await portal.close();
  },
});

test("nothing of a client and no secret is in a file of the desktop, or in what a program says", async ({
  desktop,
  portal,
}) => {
  const window = await desktop.open(built("redress"));
  await signIn(window, await portal.signIn());
  await window.reads(/\b24 clients\b/);
  await openFirst(window);
  await writeNote(window, NOTE);
  await window.reads(/Synced|Fetching reports/);
  await expect.poll(() => portal.notes(NOTE), { timeout: 20_000 }).toBe(1);

  await addPaper(desktop, window, portal);
  await openPaper(window);

  const canaries = await canariesOf(portal);
  await isClean(desktop, canaries);
  await desktop.close();
  await isClean(desktop, canaries);

  await portal.office.stop();
  expect(await leaks(portal.office.folder, canaries)).toEqual([]);
  const said = Buffer.from(portal.office.transcript());
  expect(leaksIn("what the office said", said, canaries)).toEqual([]);
});

test("a canary is found in a file, as UTF-8 and as UTF-16", async ({ desktop }) => {
  const canaries = [{ name: "a note", value: NOTE }];
  for (const encoding of ["utf8", "utf16le"] as const) {
    const file = join(desktop.folder, "tmp", encoding);
    await writeFile(file, Buffer.from(`\0${NOTE}\0`, encoding));
    expect(await leaks(desktop.folder, canaries)).toContain(`${file} holds a note`);
  }
});

async function isClean(desktop: Desktop, canaries: readonly Canary[]): Promise<void> {
  const files = await filesBelow(desktop.folder);
  for (const part of ["app/accounts/", "data/app.redress.desktop/"]) {
    const there = files.some((file) => file.startsWith(join(desktop.folder, part)));
    expect(there, `there is something to look at in ${part}`).toBe(true);
  }
  expect(await leaks(desktop.folder, canaries)).toEqual([]);
  const said = Buffer.from(desktop.transcript());
  expect(leaksIn("what the programs said", said, canaries)).toEqual([]);
}

/** A document from a folder that is not the desktop's, added to the open client's file. */
async function addPaper(desktop: Desktop, window: Window, portal: Portal): Promise<void> {
  const folder = await freshFolder();
  try {
    await openTab(window, "Documents");
    await desktop.drag(await put(folder, "umberfield.pdf", pdf(PAPER)));
    await (await window.find("button", /^Add 1 document to /)).click();
    await window.reads(/umberfield/);
    await expect.poll(() => portal.documents("umberfield"), { timeout: 20_000 }).toBe(1);
  } finally {
    await remove(folder);
  }
}

/** Looks at it, so that it was drawn in the window. */
async function openPaper(window: Window): Promise<void> {
  const card = await until("it is among the documents", async () => {
    for (const one of await window.all("[role=grid][aria-label=Documents] [role=gridcell]")) {
      if (/umberfield/.test(await one.text())) return one;
    }
    return undefined;
  });
  await card.click();
  await window.find("img", /^Page 1/);
}

/** Everything that the app has seen and nobody else may. */
async function canariesOf(portal: Portal): Promise<Canary[]> {
  const { api_key, password } = await portal.signIn();
  const canaries = [
    { name: "the note", value: NOTE },
    { name: "the document", value: PAPER },
    { name: "the API key", value: api_key },
    { name: "the password", value: password },
  ];
  for (const [place, value] of portal.wire.tokens.entries()) {
    canaries.push({ name: `token ${place}`, value });
  }
  for (const { id, ssn, attributes } of await portal.clients()) {
    const digits = `${ssn}`.padStart(9, "0");
    const dashed = digits.replace(/^(...)(..)/, "$1-$2-");
    canaries.push({ name: `SSN of ${id}`, value: digits });
    canaries.push({ name: `SSN of ${id} with dashes`, value: dashed });
    for (const field of FIELDS) {
      const value = `${attributes[field] ?? ""}`;
      if (value === "") continue;
      canaries.push({ name: `${field} of ${id} in JSON`, value: `"${field}":"${value}"` });
      // Shorter ones are in any file by chance.
      if (value.length >= 6) {
        canaries.push({ name: `${field} of ${id}`, value });
      }
    }
  }
  expect(portal.wire.tokens.length).toBeGreaterThan(0);
  expect(canaries.length).toBeGreaterThan(24 * 4);
  return canaries;
}
