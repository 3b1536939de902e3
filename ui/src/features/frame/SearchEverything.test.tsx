import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { ClientsQuery } from "../../bindings/ClientsQuery";
import { type FakeBridge, startBridge } from "../../test/bridge";
import { client, pageOf } from "../../test/clients";
import { renderApp } from "../../test/render";
import { stillFound } from "../clients/useFoundClients";

const clients = [client(1, "Ana", "Abel"), client(2, "Maria", "Lopez"), client(3, "Mario", "Loos")];
const status = {
  state: "done",
  done: 3,
  total: 3,
  first: false,
  reports: null,
  finished_at: "2026-07-03T12:04:00Z",
  message: null,
};

let bridge: FakeBridge;

beforeEach(() => {
  const account = {
    id: "practice",
    kind: "practice",
    place: "Practice office",
    server: null,
    agent: "Dana Whitfield",
    email: "dana@example.com",
  };
  bridge = startBridge({
    opening: () => ({ state: "open", account }),
    clients_list: ({ query }: { query: ClientsQuery }) => pageOf(clients, query),
    clients_get: ({ id }: { id: number }) => ({
      row: clients[id - 1],
      groups: [],
      fetched_at: "2026-07-03T12:04:00Z",
    }),
    sync_status: () => status,
    sync_now: () => null,
    on_this_machine: () => ({
      folder: "/data/redress",
      cache_bytes: 4096,
      work_bytes: 4096,
      clients: 3,
      office_folder: null,
      keychain: "Keychain",
    }),
  });
});

async function searchFor(words: string) {
  const user = userEvent.setup();
  renderApp();
  await screen.findByRole("row", { name: /Ana Abel/ });
  await user.keyboard("{Control>}k{/Control}");
  const box = await screen.findByPlaceholderText("Find a client, a room or a command");
  await user.type(box, words);
  return { user, box };
}

test("the first client found is what Enter opens", async () => {
  const { user } = await searchFor("mari");
  await screen.findByRole("button", { name: /Maria Lopez/ });
  await user.keyboard("{Enter}");
  await screen.findByRole("heading", { name: "Maria Lopez" });
});

test("a room is found at once, whatever was found before", async () => {
  const { user, box } = await searchFor("mari");
  await screen.findByRole("button", { name: /Maria Lopez/ });
  await user.clear(box);
  await user.type(box, "settings{Enter}");
  await screen.findByRole("heading", { name: "Settings" });
});

test("a command is run", async () => {
  const { user } = await searchFor("sync");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(bridge.asked.map(({ command }) => command)).toContain("sync_now"));
});

test("a client stays found while every word typed begins one of its own", () => {
  const maria = client(2, "Maria", "Lopez-Cruz");
  expect(stillFound(maria, "mar cru")).toBe(true);
  expect(stillFound(maria, "555 tul")).toBe(true);
  expect(stillFound(maria, "mar x")).toBe(false);
});

test("the practice office is named in the window", async () => {
  renderApp();
  await screen.findByText("Practice");
});
