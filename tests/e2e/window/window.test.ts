import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test as base, expect } from "vitest";
import { pdf, png, put } from "../harness/files";
import { built, pictures } from "../harness/place";
import { Portal } from "../harness/portal";
import { until } from "../harness/until";
import { openFirst, openTab, signIn, writeNote } from "./agent";
import { Desktop } from "./desktop";
import type { Window } from "./webdriver";

const NOTE = "Written before the lights went out.";

const test = base.extend<{ desktop: Desktop }>({
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

test("the desktop app fetches the practice clients and has them after a restart", async ({
  desktop,
}) => {
  const app = built("redress");
  const window = await desktop.open(app);
  await window.resize(1280, 800);
  await keep(window, "sign-in");

  await (await window.find("button", "Open the practice office")).click();
  await window.reads(/\b250 clients\b/);
  await keep(window, "clients");

  const name = await firstName(window);
  await (await window.find("searchbox", "Search clients")).type(name);
  await window.reads(/\d+ clients? found/);
  const [row] = await window.all("[role=row][aria-selected]");
  await row?.click();
  await window.find("heading", name);
  await keep(window, "client");

  await desktop.close();
  const again = await desktop.open(app);
  await again.reads(/\b250 clients\b/);
  expect(await firstName(again)).toBe(name);
  await keep(again, "clients-again");
});

test("killed in the first sync and in a note's sending, the desktop app loses and doubles nothing", async ({
  desktop,
}) => {
  const portal = await Portal.open(300);
  try {
    const app = built("redress");
    portal.wire.firstPagesOnly();
    const window = await desktop.open(app);
    await signIn(window, await portal.signIn());
    await window.reads(/\b200 clients\b/);
    await desktop.kill();

    await portal.wire.mend();
    const again = await desktop.open(app);
    await again.reads(/\b300 clients\b/);
    await again.reads(/Synced|Fetching reports/);
    portal.wire.loseAnswers();
    await openFirst(again);
    await writeNote(again, NOTE);
    await expect.poll(() => portal.notes(NOTE), { timeout: 30_000 }).toBe(1);
    await desktop.kill();

    const before = portal.wire.writes;
    await portal.wire.mend();
    const last = await desktop.open(app);
    // Sent again under the same key: the portal has done it already, and says so now.
    await expect.poll(() => portal.wire.writes, { timeout: 30_000 }).toBe(before + 1);
    await openFirst(last);
    await openTab(last, "Notes");
    await last.reads(new RegExp(NOTE));
    await until("nothing waits", async () => {
      const shown = await last.run<string>("return document.body.innerText");
      return !/\d waiting/.test(shown) || undefined;
    });
    expect(await portal.notes(NOTE)).toBe(1);
  } finally {
    await portal.close();
  }
});

test("files that are dragged from another window are in the tray", async ({ desktop }) => {
  const page = await put(desktop.folder, "umberfield bill.pdf", pdf("Power and light"));
  const photo = await put(desktop.folder, "umberfield license.png", png(400, 250));
  const window = await desktop.open(built("redress"));
  await (await window.find("button", "Open the practice office")).click();
  await window.reads(/\b250 clients\b/);
  await desktop.drag(page, photo);
  await window.reads(/umberfield bill\.pdf/);
  await window.reads(/umberfield license\.png/);
  await keep(window, "dropped");
});

async function firstName(window: Window): Promise<string> {
  await window.find("grid", "Clients");
  const [cell] = await window.all('[role=row][aria-selected] [role=gridcell][aria-colindex="2"]');
  return (await cell?.text()) ?? "";
}

/** Saves what the window looks like. */
async function keep(window: Window | undefined, state: string): Promise<void> {
  if (window) {
    await mkdir(pictures, { recursive: true });
    await writeFile(join(pictures, `window-${state}.png`), await window.picture());
  }
}
