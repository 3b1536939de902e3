import type { Page } from "playwright-core";
import {
  accounts,
  composer,
  grid,
  items,
  offline,
  openNotes,
  openTab,
  rowsOf,
  syncNow,
} from "./agent";
import { glance, look } from "./look";
import { looking } from "./work";

const test = looking(24);

/** What the backend says when a file of the account cannot be read. */
const FAILED = { code: "failed", message: "The disk did not answer. Nothing was changed." };

/** The story of most rooms ends so; where nothing can have been lost, with what is true there. */
const KEPT = "What is on this machine was kept.";

const ROOMS = [
  { room: "opening", asks: "opening", waits: "Opening Redress", fails: "Redress could not open" },
  {
    room: "clients",
    asks: "clients_list",
    waits: "Reading the list of clients",
    fails: "The list of clients could not be read",
  },
  {
    room: "client",
    asks: "clients_get",
    waits: "Reading the client’s file",
    fails: "The client’s file could not be read",
  },
  {
    room: "report",
    asks: "reports_list",
    waits: "Reading the reports",
    fails: "The reports could not be read",
  },
  {
    room: "items",
    asks: "items_list",
    waits: "Reading the items",
    fails: "The items could not be read",
  },
  {
    room: "letters",
    asks: "letters_list",
    waits: "Reading the letters",
    fails: "The letters could not be read",
  },
  {
    room: "documents",
    asks: "documents_list",
    waits: "Reading the documents",
    fails: "The documents could not be read",
  },
  {
    room: "notes",
    asks: "notes_list",
    waits: "Reading the notes",
    fails: "The notes could not be read",
  },
  {
    room: "waiting",
    asks: "waiting_list",
    waits: "Reading what waits",
    fails: "What waits could not be read",
  },
  {
    room: "new-letter",
    asks: "letters_choices",
    waits: "Reading templates and addresses",
    fails: "Templates and addresses could not be read",
    kept: "Nothing was written.",
  },
  {
    room: "tray",
    asks: "tray_list",
    waits: "Reading the tray",
    fails: "The tray could not be read",
    kept: "Its files were kept.",
  },
  {
    room: "settings",
    asks: "on_this_machine",
    waits: "Reading sizes",
    fails: "This could not be read.",
  },
] as const;

type Room = (typeof ROOMS)[number]["room"];

/** What stands in each room once it is filled. */
const FILLED: Record<Room, (page: Page) => Promise<void>> = {
  opening: (page) => grid(page).waitFor(),
  clients: (page) => grid(page).waitFor(),
  client: (page) => page.getByRole("tab", { name: "Overview" }).waitFor(),
  report: (page) => rowsOf(accounts(page)).first().waitFor(),
  items: (page) => rowsOf(items(page)).first().waitFor(),
  letters: (page) => page.getByText(/^No letter has been written for /).waitFor(),
  documents: (page) =>
    page
      .getByText(/^\d+ documents?$|^There are no documents on /)
      .first()
      .waitFor(),
  notes: (page) => page.getByText(/^\d+ notes?$|^There are no notes about /).waitFor(),
  waiting: (page) => page.getByText("Everything is sent.").waitFor(),
  "new-letter": (page) => page.getByRole("heading", { name: /^New letter for / }).waitFor(),
  tray: (page) => page.getByText(/^Drop files anywhere in this window/).waitFor(),
  settings: (page) => page.getByText("Copy of the server").waitFor(),
};

/** What leads from the page behind it to a room that a reload closes. */
const KEYS: Partial<Record<Room, string>> = { "new-letter": "n", tray: "t" };

test.for(ROOMS)(
  "$room: while it is read, shapes show where something is about to be",
  async ({ room, asks, waits }, { page }) => {
    await goTo(page, room);
    const letGo = await hold(page, asks);
    await again(page, room);
    const shape = page.getByRole("status", { name: waits });
    await shape.waitFor();
    await shape.scrollIntoViewIfNeeded();
    await glance(page, room, "loading");
    letGo();
    await FILLED[room](page);
  },
);

test.for(ROOMS)(
  "$room: what cannot be read says what happened and can be tried again",
  async ({ room, asks, fails, ...told }, { page }) => {
    await goTo(page, room);
    await page.route(`**/ipc/${asks}`, (route) => route.fulfill({ status: 400, json: FAILED }));
    await again(page, room);
    const story = page.getByRole("alert").filter({ hasText: fails });
    await story.getByText(FAILED.message).waitFor();
    await story.getByText("kept" in told ? told.kept : KEPT).waitFor();
    await story.scrollIntoViewIfNeeded();
    await glance(page, room, "failed");
    await page.unroute(`**/ipc/${asks}`);
    const pressed = story.getByRole("button", { name: "Try again" }).click();
    // The sizes are asked anew with every change, so they may come before the press.
    await (room === "settings" ? Promise.any([pressed, FILLED[room](page)]) : pressed);
    await FILLED[room](page);
  },
);

const FETCHED = { fetched_at: "2026-11-21T08:00:00Z" };

test.for([
  {
    room: "report",
    asks: "reports_list",
    answer: { sets: [], on_their_way: 0, ...FETCHED },
    says: /^The server has no reports of /,
  },
  {
    room: "items",
    asks: "items_list",
    answer: { items: [] },
    says: /^There are no negative items of /,
  },
  {
    room: "documents",
    asks: "documents_list",
    answer: { documents: [], ...FETCHED },
    says: /^There are no documents on /,
  },
] as const)(
  "$room: what is empty says so and what comes next",
  async ({ room, asks, answer, says }, { page }) => {
    await goTo(page, room);
    await page.route(`**/ipc/${asks}`, (route) => route.fulfill({ json: answer }));
    await page.reload();
    await page.getByText(says).waitFor();
    await look(page, room, "empty");
  },
);

test("a client of whom nothing is known says so and what comes next", async ({ page }) => {
  await goTo(page, "client");
  await page.route("**/ipc/clients_get", async (route) => {
    const file = await (await route.fetch()).json();
    await route.fulfill({ json: { ...file, groups: [] } });
  });
  await page.reload();
  await page.getByText(/^The server has no details of /).waitFor();
  await look(page, "client", "empty");
});

test("a machine whose keys cannot be read is locked, says why, and can be tried again", async ({
  page,
}) => {
  const message = "The keychain did not give the keys of this account.";
  await page.route("**/ipc/opening", (route) =>
    route.fulfill({ json: { state: "locked", message } }),
  );
  await page.reload();
  const story = page.getByRole("alert").filter({ hasText: "Redress is locked" });
  await story.getByText(message).waitFor();
  await look(page, "locked", "filled");
  await page.unroute("**/ipc/opening");
  await story.getByRole("button", { name: "Try again" }).click();
  await grid(page).waitFor();
});

test("a client, a new letter, the tray and the settings are there without the portal", async ({
  page,
  portal,
}) => {
  const name = await openTab(page, "Overview");
  await portal.wire.cut();
  await syncNow(page);
  await offline(page);
  await page.getByText("Identity").first().waitFor();
  await look(page, "client", "offline");
  await page.keyboard.press("t");
  await page.getByRole("complementary", { name: "Tray" }).waitFor();
  await look(page, "tray", "offline");
  await page.keyboard.press("Escape");
  await openTab(page, "Letters");
  await page.keyboard.press("n");
  await page.getByRole("heading", { name: `New letter for ${name}` }).waitFor();
  await look(page, "new-letter", "offline");
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "Settings" }).waitFor();
  await look(page, "settings", "offline");
});

/** The rooms that are tabs of a client. */
const TABS = {
  report: "Report",
  items: "Items",
  letters: "Letters",
  documents: "Documents",
} as const;

/** Opens a room as an agent does. */
async function goTo(page: Page, room: Room): Promise<void> {
  if (room === "notes") {
    await openNotes(page);
    await composer(page).waitFor();
  } else if (room === "client") {
    await openNotes(page);
    await page.getByRole("tab", { name: "Overview" }).click();
    await composer(page).waitFor({ state: "detached" });
  } else if (room in TABS) {
    await openTab(page, TABS[room as keyof typeof TABS]);
    await FILLED[room](page);
  } else if (room === "waiting") {
    await page.keyboard.press("g");
    await page.keyboard.press("w");
    await page.getByRole("heading", { name: "What waits" }).waitFor();
  } else if (room === "settings") {
    await page.getByRole("link", { name: "Settings" }).click();
    await FILLED[room](page);
  } else if (room === "new-letter") {
    await openTab(page, "Letters");
    await FILLED.letters(page);
  }
}

/** Comes anew to the room one is in. */
async function again(page: Page, room: Room): Promise<void> {
  await page.reload();
  const key = KEYS[room];
  if (key === undefined) return;
  await grid(page).waitFor();
  if (room === "new-letter") await FILLED.letters(page);
  await page.keyboard.press(key);
}

/** Holds the answers to a command back until they are let go. */
async function hold(page: Page, command: string): Promise<() => void> {
  let letGo: () => void = () => undefined;
  const free = new Promise<void>((go) => {
    letGo = go;
  });
  await page.route(`**/ipc/${command}`, async (route) => {
    await free;
    await route.continue();
  });
  return letGo;
}
