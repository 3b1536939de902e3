import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { draftRow, letterRow } from "../../test/letters";
import { syncStatus } from "../../test/notes";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
  desk.letters.letters = [
    letterRow(21, "Bureau dispute", { at: "2026-06-01T12:04:00Z" }),
    letterRow(22, "Validation", { how: "letter", to: "Abbey Collections", by: "Dana Whitfield" }),
    draftRow(7, "Unanswered dispute"),
    letterRow(0, "Method of verification", {
      id: 8,
      correspondence_id: null,
      attachment_id: null,
      mark: "waiting",
      status: null,
      reason: "The server cannot be reached.",
    }),
  ];
});

function grid(): Promise<HTMLElement> {
  return screen.findByRole("grid", { name: "Letters" });
}

function titles(): (string | undefined)[] {
  return within(screen.getByRole("grid", { name: "Letters" }))
    .getAllByRole("row")
    .slice(1)
    .map((row) => row.querySelector("[title]")?.textContent ?? undefined);
}

function inHand(): string | undefined {
  const active = screen
    .getByRole("grid", { name: "Letters" })
    .getAttribute("aria-activedescendant");
  return document.getElementById(active ?? "")?.querySelector("[title]")?.textContent ?? undefined;
}

test("4 opens the letters: drafts first, then what waits, then what was sent", async () => {
  renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("4");
  await grid();
  expect(titles()).toEqual([
    "Unanswered dispute",
    "Method of verification",
    "Validation",
    "Bureau dispute",
  ]);
  expect(desk.argsOf("letters_list")).toEqual([{ clientId: 2 }]);
});

test("a row says what went to whom, how, and where it is", async () => {
  renderApp("/clients/2/letters");
  const row = within(await grid()).getByRole("row", { name: /Validation/ });
  for (const said of ["Abbey Collections", "Letter", "Delivered", "Dana Whitfield"]) {
    expect(row.textContent).toContain(said);
  }
  expect(row.querySelector("time")?.title).toContain("07/03/2026");
  const waits = screen.getByRole("row", { name: /Method of verification/ });
  expect(waits.textContent).toContain("WaitingThe server cannot be reached.");
});

test("Enter opens a draft where it is written", async () => {
  const { router } = renderApp("/clients/2/letters");
  await grid();
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/2/letters/7"));
});

test("Enter opens what waits where it can be settled", async () => {
  const { router } = renderApp("/clients/2/letters");
  await grid();
  await user.keyboard("j{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/waiting"));
});

test("a sent letter is looked at, and the others are an arrow away", async () => {
  desk.answer("documents_view", ({ attachmentId }: { attachmentId: number }) => ({
    token: `token-${attachmentId}`,
    url: "/document/it",
    name: "A letter",
    kind: "word",
    size: 1024,
    attachment_id: attachmentId,
  }));
  renderApp("/clients/2/letters");
  await user.click(within(await grid()).getByRole("row", { name: /Validation/ }));
  const viewer = await screen.findByRole("dialog", { name: "Validation, to Abbey Collections" });
  expect(viewer.textContent).toContain("Maria Lopez’s letters · 1 of 2");
  expect(desk.argsOf("documents_view")).toEqual([{ attachmentId: 22, drop: null }]);
  await user.keyboard("{ArrowRight}");
  await screen.findByRole("dialog", { name: "Bureau dispute, to Equifax" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(inHand()).toBe("Bureau dispute"));
});

test("a letter without a PDF says that there is nothing to look at", async () => {
  desk.letters.letters = [letterRow(30, "Welcome", { how: "sms", attachment_id: null })];
  renderApp("/clients/2/letters");
  await grid();
  await user.keyboard("{Enter}");
  await screen.findByText("There is nothing to look at.");
});

test("keys move, and words narrow the list", async () => {
  renderApp("/clients/2/letters");
  await grid();
  await user.keyboard("{End}k");
  expect(inHand()).toBe("Validation");
  await user.keyboard("/abbey letter");
  expect(titles()).toEqual(["Validation"]);
  await screen.findByText("1 of 4 letters");
  await user.keyboard("x");
  await screen.findByText("No letter matches");
  await user.click(screen.getByRole("button", { name: "Show all letters" }));
  expect(titles()).toHaveLength(4);
});

test("Delete asks in the row before a draft is removed", async () => {
  renderApp("/clients/2/letters");
  await grid();
  await user.keyboard("{Delete}");
  await screen.findByText(/Remove the draft “Unanswered dispute”\?/);
  await user.keyboard("{Escape}");
  expect(titles()).toHaveLength(4);
  await user.keyboard("{Delete}{Enter}");
  await waitFor(() => expect(titles()).toHaveLength(3));
  expect(desk.argsOf("letters_remove")).toEqual([{ id: 7 }]);
  await user.keyboard("{End}{Delete}");
  expect(screen.queryByText(/Remove the draft/)).toBeNull();
});

test("a draft that could not be removed is back, and says why", async () => {
  desk.answer("letters_remove", () => refusal("failed", "It is on its way now."));
  renderApp("/clients/2/letters");
  await grid();
  await user.click(screen.getByRole("button", { name: "Remove the draft: Unanswered dispute" }));
  await user.click(screen.getByRole("button", { name: "Remove" }));
  await screen.findByText("It is on its way now.");
  await waitFor(() => expect(titles()).toHaveLength(4));
});

test("n begins a letter, from the empty room too", async () => {
  desk.letters.letters = [];
  const { router } = renderApp("/clients/2/letters");
  await screen.findByText("No letter has been written for Maria Lopez");
  await user.keyboard("n");
  await screen.findByRole("heading", { name: "New letter for Maria Lopez" });
  expect(router.state.location.search).toEqual({ write: true });
});

test.each([
  ["done", "Letters are on their way"],
  ["offline", "The letters of Maria Lopez were never fetched to this machine"],
  ["signed_out", "Letters have not been fetched yet"],
] as const)("letters that were never fetched are told apart: %s", async (state, said) => {
  desk.letters = { letters: [], fetched_at: null };
  desk.answer("sync_status", () => ({ ...syncStatus(state), finished_at: null }));
  renderApp("/clients/2/letters");
  await screen.findByText(said);
});

test("offline, the foot says as of when the letters are", async () => {
  desk.answer("sync_status", () => syncStatus("offline"));
  renderApp("/clients/2/letters");
  await grid();
  await screen.findByText(/^as of /);
});

test("letters that cannot be read can be tried again, and one can be begun all the same", async () => {
  desk.answer("letters_list", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients/2/letters");
  await screen.findByText("The disk did not answer.");
  expect(screen.getByRole("button", { name: "New letter" })).toBeTruthy();
  desk.answer("letters_list", () => desk.letters);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await grid();
});

test("what has gone out meanwhile stands there as sent", async () => {
  renderApp("/clients/2/letters");
  await grid();
  desk.letters.letters = [letterRow(8, "Method of verification")];
  act(() => desk.emit("changed", { kinds: ["letters"], client_ids: [2], source: "sync" }));
  await waitFor(() => expect(titles()).toEqual(["Method of verification"]));
});

test("a new letter is a command away while a client is open", async () => {
  const { router } = renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(
    await screen.findByPlaceholderText("Find a client, a room or a command"),
    "new letter",
  );
  await user.click(await screen.findByRole("button", { name: /New letter for Maria Lopez/ }));
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/2/letters"));
  await screen.findByRole("heading", { name: "New letter for Maria Lopez" });
});
