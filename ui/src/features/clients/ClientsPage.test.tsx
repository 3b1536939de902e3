import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { ClientRow } from "../../bindings/ClientRow";
import type { ClientsQuery } from "../../bindings/ClientsQuery";
import { type FakeBridge, refusal, startBridge } from "../../test/bridge";
import { client, manyClients, pageOf } from "../../test/clients";
import { syncStatus } from "../../test/notes";
import { renderApp } from "../../test/render";

const account = {
  id: "a",
  kind: "portal",
  place: "portal.example.com",
  server: "https://portal.example.com",
  agent: "Dana Whitfield",
  email: "dana@example.com",
};

let clients: ClientRow[];
let bridge: FakeBridge;

beforeEach(() => {
  clients = [client(1, "Ana", "Abel"), client(2, "Maria", "Lopez"), client(3, "Mario", "Loos")];
  bridge = startBridge({
    opening: () => ({ state: "open", account }),
    clients_list: ({ query }: { query: ClientsQuery }) => pageOf(clients, query),
    clients_get: ({ id }: { id: number }) => {
      const row = clients.find((other) => other.id === id);
      if (row === undefined) return refusal("not_found", "There is no such client.");
      return { row, groups: [], fetched_at: "2026-07-03T12:04:00Z" };
    },
    sync_status: () => ({
      state: "done",
      done: 3,
      total: 3,
      first: false,
      reports: null,
      finished_at: "2026-07-03T12:04:00Z",
      message: null,
    }),
    on_this_machine: () => null,
  });
});

function row(name: string) {
  return screen.findByRole("row", { name: new RegExp(name) });
}

function cursorRow(): HTMLElement | null {
  const id = screen.getByRole("grid").getAttribute("aria-activedescendant");
  return id === null ? null : document.getElementById(id);
}

test("the list tells its whole length though only some rows are in the page", async () => {
  clients = manyClients(10_000);
  renderApp();
  await row("Ana N00001");
  expect(screen.getByRole("grid").getAttribute("aria-rowcount")).toBe("10001");
  expect(screen.getByText("10,000 clients")).toBeTruthy();
  expect(screen.getAllByRole("row").length).toBeLessThan(60);
});

test("until a first sync has finished the count says so, also when it was stopped", async () => {
  for (const state of ["running", "cancelled", "offline"] as const) {
    bridge.answer("sync_status", () => ({ ...syncStatus(state), first: true, finished_at: null }));
    const { unmount } = renderApp();
    await screen.findByText("3 clients so far");
    unmount();
  }
});

test("the first window of rows is all that is asked for at first", async () => {
  clients = manyClients(10_000);
  renderApp();
  await row("Ana N00001");
  const lists = bridge.asked.filter(({ command }) => command === "clients_list");
  const window = { search: "", sort: "name", direction: "asc", offset: 0, limit: 200 };
  // A second time where it was read before changes are told.
  expect(lists.length).toBeLessThanOrEqual(2);
  for (const { args } of lists) expect(args).toEqual({ query: window });
});

test("j moves down, Enter opens, Escape closes", async () => {
  const user = userEvent.setup();
  renderApp();
  await row("Ana Abel");
  await user.keyboard("j{Enter}");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("heading", { name: "Maria Lopez" })).toBeNull());
});

test("a search keeps the cursor on the same client", async () => {
  const user = userEvent.setup();
  renderApp();
  await row("Ana Abel");
  await user.keyboard("jj");
  expect(cursorRow()?.textContent).toContain("Mario");
  await user.keyboard("/mari");
  await screen.findByText("2 clients found");
  expect(cursorRow()?.textContent).toContain("Mario");
});

test("the arrows move in the list while the search is being typed", async () => {
  const user = userEvent.setup();
  renderApp();
  await row("Ana Abel");
  await user.keyboard("/lo");
  await screen.findByText("2 clients found");
  await user.keyboard("{ArrowDown}{Enter}");
  await screen.findByRole("heading", { name: "Mario Loos" });
});

test("rows stay on the screen until those of the next search are here", async () => {
  const user = userEvent.setup();
  renderApp();
  await row("Ana Abel");
  let arrive: (() => void) | undefined;
  bridge.answer("clients_list", async ({ query }: { query: ClientsQuery }) => {
    await new Promise<void>((go) => {
      arrive = go;
    });
    return pageOf(clients, query);
  });
  await user.keyboard("/q");
  expect(await row("Ana Abel")).toBeTruthy();
  await waitFor(() => expect(arrive).toBeDefined());
  await act(async () => arrive?.());
  await screen.findByText("No client matches “q”");
});

test("Escape takes the search back", async () => {
  const user = userEvent.setup();
  renderApp();
  await row("Ana Abel");
  await user.keyboard("/zz");
  await screen.findByText("No client matches “zz”");
  await user.keyboard("{Escape}");
  await row("Ana Abel");
});

test("a client that arrives above leaves the cursor on its client", async () => {
  const user = userEvent.setup();
  renderApp();
  await row("Ana Abel");
  await user.keyboard("j");
  clients = [client(9, "Aaron", "Aal"), ...clients];
  bridge.emit("changed", { kinds: ["clients"], client_ids: [], source: "sync" });
  await row("Aaron Aal");
  expect(cursorRow()?.textContent).toContain("Maria");
});

test("x selects, and the bar says how many", async () => {
  const user = userEvent.setup();
  renderApp();
  await row("Ana Abel");
  await user.keyboard("xjx");
  const bar = screen.getByRole("region", { name: "Selected clients" });
  expect(within(bar).getByText("2 selected")).toBeTruthy();
  await user.click(within(bar).getByRole("button", { name: "Clear" }));
  expect(screen.queryByRole("region", { name: "Selected clients" })).toBeNull();
});

test("a list that cannot be read says what was kept, and can be tried again", async () => {
  const user = userEvent.setup();
  bridge.answer("clients_list", () => refusal("failed", "The disk did not answer."));
  renderApp();
  await screen.findByText("The disk did not answer.");
  expect(screen.getByText("What is on this machine was kept.")).toBeTruthy();
  bridge.answer("clients_list", ({ query }: { query: ClientsQuery }) => pageOf(clients, query));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await row("Ana Abel");
});

test("a client that is not here leads back to the list", async () => {
  const user = userEvent.setup();
  renderApp("/clients/77");
  await screen.findByText("This client is not on this machine");
  await user.click(screen.getByRole("button", { name: "Back to the list" }));
  await waitFor(() => expect(screen.queryByText("This client is not on this machine")).toBeNull());
});
