import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test as base, expect } from "vitest";
import { pdf, png, put } from "../harness/files";
import { built, pictures } from "../harness/place";
import { Portal } from "../harness/portal";
import { openFirst, signIn, writeNote } from "./agent";
import { Desktop } from "./desktop";
import type { Window } from "./webdriver";

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

test("killed in the first sync and with a note unsent, the desktop app loses and doubles nothing", async ({
  desktop,
}) => {
  const portal = await Portal.open(600);
  try {
    const app = built("redress");
    const window = await desktop.open(app);
    await signIn(window, await portal.signIn());
    await window.reads(/\b[2-9]00 clients\b/);
    await desktop.kill();

    const again = await desktop.open(app);
    await again.reads(/\b600 clients\b/);
    await again.reads(/Synced|Fetching reports/);
    await portal.wire.cut();
    await openFirst(again);
    await writeNote(again, "Written before the lights went out.");
    await again.reads(/1 waiting/);
    await desktop.kill();

    await portal.wire.mend();
    await (await desktop.open(app)).reads(/\b600 clients\b/);
    await expect
      .poll(() => portal.notes("Written before the lights went out."), { timeout: 30_000 })
      .toBe(1);
    expect(portal.wire.writes).toBe(1);
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
