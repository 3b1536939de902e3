import { expect } from "vitest";
import { column, count, firstName, grid, openClient, rows, searchBox } from "./agent";
import { glance, look } from "./look";
import { looking } from "./work";

const test = looking(250);

test("the list looks right and everyone can use it", async ({ app: { page, errors } }) => {
  await look(page, "clients", "filled");
  expect(errors).toEqual([]);
});

test("a part of a name finds the client, wherever it stands in the name", async ({ page }) => {
  const name = await firstName(page);
  const part = (name.split(" ").at(-1) ?? "").slice(0, -1).toLowerCase();
  await searchBox(page).fill(part);

  await count(page, /found$/).waitFor();
  await rows(page).filter({ hasText: name }).first().waitFor();
  expect(await rows(page).count()).toBeLessThan(250);
});

test("what matches nobody says so and can be taken back", async ({ page }) => {
  await searchBox(page).fill("zzzz");
  await page.getByText("No client matches “zzzz”").waitFor();
  await look(page, "clients", "no-match");

  await page.getByRole("button", { name: "Clear the search" }).last().click();
  await count(page, "250 clients").waitFor();
});

test("a click on a heading orders by it, a second one turns the order round", async ({ page }) => {
  const head = grid(page).getByRole("columnheader", { name: "Place" });
  for (const [order, sign] of [
    ["ascending", 1],
    ["descending", -1],
  ] as const) {
    await head.getByRole("button").click();
    await expect.poll(() => head.getAttribute("aria-sort")).toBe(order);
    await expect
      .poll(
        async () => {
          const places = await column(page, "Place");
          return places.every(
            (place, at) => at === 0 || sign * compare(places[at - 1], place) <= 0,
          );
        },
        { message: `places are ${order}` },
      )
      .toBe(true);
  }
});

test("the keyboard alone finds a client, opens it, moves on and closes it", async ({ page }) => {
  const name = await firstName(page);
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await count(page, /found$/).waitFor();
  await page.keyboard.press("Enter");
  await openClient(page, name).waitFor();
  await look(page, "client", "filled");

  await page.keyboard.press("Escape");
  await count(page, "250 clients").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  const [, second = ""] = await column(page, "Name");
  await page.keyboard.press("Enter");
  await openClient(page, second).waitFor();

  await page.keyboard.press("Escape");
  await openClient(page, second).waitFor({ state: "detached" });
});

test("the sheet of keys names those of the room", async ({ page }) => {
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await sheet.getByText("Search clients", { exact: true }).waitFor();
  await sheet.getByText("Go to Settings").waitFor();
  await look(page, "shortcuts", "filled");

  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
});

test("the search of everything leads to a client and to a room", async ({ page }) => {
  const name = await firstName(page);
  await page.keyboard.press("Control+K");
  const everything = page.getByRole("dialog", { name: "Search clients and commands" });
  await everything.getByRole("textbox").fill(name);
  await everything.getByRole("button", { name }).first().waitFor();
  await look(page, "search", "filled");
  await page.keyboard.press("Enter");
  await openClient(page, name).waitFor();

  await page.keyboard.press("Control+K");
  await everything.getByRole("textbox").fill("zzzz");
  await everything.getByText("Nothing is called “zzzz”.").waitFor();
  await glance(page, "search", "empty");
  await everything.getByRole("textbox").fill("settings");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "Settings" }).waitFor();
});

test("the settings say what is on this machine", async ({ app: { page, errors } }) => {
  await page.getByRole("link", { name: "Settings" }).click();
  const machine = page.getByRole("region", { name: "What is on this machine" });
  await machine
    .getByText(/, encrypted$/)
    .first()
    .waitFor();
  await machine.getByText("250", { exact: true }).waitFor();
  await look(page, "settings", "filled");
  expect(errors).toEqual([]);
});

/** Places are ordered by state, then by city: "Tulsa, OK" stands under O. */
function compare(a = "", b = ""): number {
  const byState = (place: string) => place.split(", ").reverse().join();
  return byState(a).localeCompare(byState(b), "en", { sensitivity: "base" });
}
