import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { item } from "../../test/items";
import { syncStatus } from "../../test/notes";
import { renderApp } from "../../test/render";
import { account, LATEST, reportView } from "../../test/reports";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
  desk.items = [
    item(11, "Cedar Auto", { balance_cents: 90_000, balance: "$900" }),
    item(12, "Abbey Bank", { standing: "in_progress", bureau: "transunion", disputed: true }),
    item(13, "Birch Credit", {
      standing: "repaired",
      balance: "",
      balance_cents: null,
      tradeline_id: "",
    }),
  ];
});

function grid(): Promise<HTMLElement> {
  return screen.findByRole("grid", { name: "Negative items" });
}

function names(): (string | undefined)[] {
  return within(screen.getByRole("grid", { name: "Negative items" }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.querySelector("[title]")?.textContent ?? undefined);
}

function details(): Promise<HTMLElement> {
  return screen.findByRole("region", { name: "Item" });
}

async function detailsOf(name: string): Promise<void> {
  await waitFor(async () => {
    const heading = within(await details()).getAllByRole("heading", { level: 3 })[0];
    expect(heading?.textContent).toBe(name);
  });
}

test("3 opens the items, and a row is read out with all that stands in it", async () => {
  renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("3");
  const row = within(await grid()).getByRole("row", { name: /Abbey Bank/ });
  for (const said of ["TransUnion", "Charge-off", "$1,250", "02/28/2026", "In progress"]) {
    expect(row.textContent).toContain(said);
  }
  expect(row.textContent).toContain("Disputed");
  expect(desk.argsOf("items_list")).toEqual([{ clientId: 2 }]);
});

test("j and Enter open the details of an item, which follow the keys, and Escape closes them", async () => {
  renderApp("/clients/2/items");
  await grid();
  await user.keyboard("j{Enter}");
  await detailsOf("Abbey Bank");
  expect((await details()).textContent).toContain("Terms");
  await user.keyboard("j");
  await detailsOf("Birch Credit");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Item" })).toBeNull());
  expect((await grid()).getAttribute("aria-activedescendant")).toBe("item-at-2");
});

test("r shows the account of an item in the report, and back leads to the item", async () => {
  desk.views[LATEST] = reportView(LATEST, [
    account("Zinnia Loans"),
    account("Abbey Bank", { tradeline_ids: [null, null, "Abbey Bank-1"] }),
  ]);
  const { router } = renderApp("/clients/2/items");
  await user.click(within(await grid()).getByRole("row", { name: /Abbey Bank/ }));
  await user.click(within(await details()).getByRole("button", { name: "Show in the report" }));
  const shown = await screen.findByRole("region", { name: "Account" });
  expect(within(shown).getByRole("heading", { level: 3 }).textContent).toBe("Abbey Bank");
  router.history.back();
  await detailsOf("Abbey Bank");
  await user.keyboard("r");
  await screen.findByRole("region", { name: "Account" });
});

test("keys that are typed before the items are here do not open another client", async () => {
  let arrive: (() => void) | undefined;
  desk.answer("items_list", async () => {
    await new Promise<void>((go) => {
      arrive = go;
    });
    return { items: desk.items };
  });
  const { router } = renderApp("/clients/2/items");
  await waitFor(() => expect(arrive).toBeDefined());
  await user.keyboard("jj{Enter}");
  expect(router.state.location.pathname).toBe("/clients/2/items");
  await act(async () => arrive?.());
  await grid();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients"));
});

test("an item that the server does not link to a report says so", async () => {
  const { router } = renderApp("/clients/2/items");
  await grid();
  await user.keyboard("{End}r");
  await screen.findByText("The server does not say which account of a report this item is.");
  expect(router.state.location.pathname).toBe("/clients/2/items");
});

test("words, bureau and standing narrow the table, and the counts say what each would show", async () => {
  renderApp("/clients/2/items");
  await grid();
  const standing = screen.getByRole("group", { name: "Standing" });
  expect(
    within(standing)
      .getAllByRole("button")
      .map((one) => one.textContent),
  ).toEqual(["All3", "New1", "Not processed0", "In progress1", "Repaired1"]);
  await user.keyboard("b");
  expect(names()).toEqual(["Cedar Auto", "Birch Credit"]);
  expect(screen.getByText(/^2 of/).textContent).toBe("2 of 3 items");
  await user.keyboard("t");
  expect(names()).toEqual(["Cedar Auto"]);
  await user.keyboard("/birch");
  await screen.findByText("No item matches");
  await user.click(screen.getByRole("button", { name: "Show all items" }));
  expect(names()).toHaveLength(3);
});

test("a column orders by click and by key", async () => {
  renderApp("/clients/2/items");
  await grid();
  await user.click(screen.getByRole("button", { name: "Balance" }));
  expect(names()).toEqual(["Abbey Bank", "Cedar Auto", "Birch Credit"]);
  await user.keyboard("O");
  expect(names()).toEqual(["Cedar Auto", "Abbey Bank", "Birch Credit"]);
  const head = screen.getByRole("columnheader", { name: "Balance" });
  expect(head.getAttribute("aria-sort")).toBe("ascending");
});

test("the foot adds up the balances of each bureau that are shown and not repaired", async () => {
  renderApp("/clients/2/items");
  await grid();
  // $900 with Equifax, $1,250 with TransUnion; the third is repaired.
  const foot = () => screen.getByText(/^Balances not repaired/).textContent;
  expect(foot()).toBe("Balances not repairedEQEquifax $900TUTransUnion $1,250");
  await user.click(screen.getByRole("button", { name: "TransUnion 1" }));
  expect(foot()).toBe("Balances not repairedTUTransUnion $1,250");
});

test("when items change, the table is read again and the cursor stays on its item", async () => {
  renderApp("/clients/2/items");
  await grid();
  await user.keyboard("j");
  desk.items = [item(10, "Aspen Utilities"), ...desk.items];
  desk.emit("changed", { kinds: ["items"], client_ids: [2], source: "sync" });
  await waitFor(() => expect(names()).toHaveLength(4));
  expect((await grid()).getAttribute("aria-activedescendant")).toBe("item-at-2");
});

test("without items it is said why", async () => {
  desk.items = [];
  const { unmount } = renderApp("/clients/2/items");
  await screen.findByText("There are no negative items of Maria Lopez");
  unmount();
  desk.answer("sync_status", () => ({ ...syncStatus("running"), first: true }));
  renderApp("/clients/2/items");
  await screen.findByText("Items are on their way");
});

test("items that cannot be read can be tried again", async () => {
  desk.answer("items_list", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients/2/items");
  await screen.findByText("The disk did not answer.");
  desk.answer("items_list", () => ({ items: desk.items }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await grid();
});
