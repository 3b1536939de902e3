import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { note, waitingNote } from "../../test/notes";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
});

async function composer(name = "Maria Lopez"): Promise<HTMLTextAreaElement> {
  return screen.findByLabelText<HTMLTextAreaElement>(`Note about ${name}`);
}

function item(text: string): HTMLElement {
  const found = screen.getAllByRole("listitem").find((other) => other.textContent?.includes(text));
  if (found === undefined) throw new Error(`no note says “${text}”`);
  return found;
}

/** The command waits until the returned function lets it go on. */
function hold(command: string, answer: () => unknown): () => Promise<void> {
  let go: (() => void) | undefined;
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  desk.answer(command, async () => {
    await held;
    return answer();
  });
  return () => act(async () => go?.());
}

test("n writes a note about the client in hand, from whatever tab", async () => {
  renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("n");
  await waitFor(async () => expect(document.activeElement).toBe(await composer()));
  expect(screen.getByRole("tab", { name: "Notes" }).getAttribute("aria-selected")).toBe("true");
});

test("keys change the tabs, and the next client opens on the same one", async () => {
  const { router } = renderApp("/clients/1");
  await screen.findByRole("heading", { name: "Ana Abel" });
  await user.keyboard("6");
  await composer("Ana Abel");
  await screen.findByRole("row", { name: /Maria Lopez/ });
  await user.keyboard("j{Enter}");
  await composer();
  expect(router.state.location.pathname).toBe("/clients/2/notes");
  // Written twice, because one alone begins the name of a key.
  await user.keyboard("[[");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/2/documents"));
  await user.keyboard("{{{{{{{{");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/2"));
});

test("a note shows at once, before this machine has answered", async () => {
  const letGo = hold("notes_create", () => 101);
  renderApp("/clients/2/notes");
  await user.type(await composer(), "Called her bank.");
  await screen.findByText("There are no notes about Maria Lopez");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(item("Called her bank.").textContent).toContain("Waiting"));
  expect((await composer()).value).toBe("");
  await letGo();
});

test("the mark goes when the server has the note", async () => {
  renderApp("/clients/2/notes");
  await user.type(await composer(), "Called her bank.");
  await user.click(screen.getByRole("button", { name: "Save note" }));
  await screen.findByText("1 waiting", { selector: "a" });
  expect(item("Called her bank.").textContent).toContain("Waiting");
  desk.operations = [];
  desk.notes = [note(7, "Called her bank.")];
  desk.emit("changed", { kinds: ["notes", "waiting"], client_ids: [2], source: "sync" });
  await waitFor(() => expect(item("Called her bank.").textContent).not.toContain("Waiting"));
  await waitFor(() => expect(screen.queryByText("1 waiting", { selector: "a" })).toBeNull());
  expect(desk.argsOf("notes_create")).toEqual([{ clientId: 2, text: "Called her bank." }]);
});

test("a note that was not saved is back in the composer, with the reason", async () => {
  desk.notes = [note(7, "An earlier note.")];
  desk.answer("notes_create", () => refusal("failed", "The disk is full. Nothing was saved."));
  renderApp("/clients/2/notes");
  await screen.findByText("An earlier note.");
  await user.type(await composer(), "Called her bank.{Control>}{Enter}{/Control}");
  await screen.findByText("The disk is full. Nothing was saved.");
  expect((await composer()).value).toBe("Called her bank.");
  expect(screen.getAllByRole("listitem")).toHaveLength(1);
});

test("what was written since stands below what comes back", async () => {
  const letGo = hold("notes_create", () => refusal("failed", "The disk is full."));
  renderApp("/clients/2/notes");
  await user.type(await composer(), "First.{Control>}{Enter}{/Control}");
  await user.type(await composer(), "Second.");
  await letGo();
  await screen.findByText("The disk is full.");
  expect((await composer()).value).toBe("First.\n\nSecond.");
});

test("a draft is there again after another client and another tab, and never on the disk", async () => {
  const { router } = renderApp("/clients/2/notes");
  await user.type(await composer(), "Half a thought");
  await user.keyboard("{Escape}");
  expect(document.activeElement).not.toBe(await composer());
  await act(() => router.navigate({ to: "/clients/$id/notes", params: { id: 1 } }));
  expect((await composer("Ana Abel")).value).toBe("");
  await act(() => router.navigate({ to: "/clients/$id", params: { id: 2 } }));
  await user.click(await screen.findByRole("tab", { name: "Notes" }));
  expect((await composer()).value).toBe("Half a thought");
  expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("thought");
});

test("a note that is too long is not sent, and says how much too long it is", async () => {
  renderApp("/clients/2/notes");
  await user.click(await composer());
  await user.paste("x".repeat(10_003));
  await user.click(screen.getByRole("button", { name: "Save note" }));
  await screen.findByText("A note has at most 10,000 characters. This one has 3 too many.");
  expect(desk.argsOf("notes_create")).toEqual([]);
});

test.each([
  ["waiting", ["Send now", "Edit", "Discard"]],
  ["sending", []],
  ["checking", []],
  ["needs_you", ["It was sent", "Send again"]],
  ["refused", ["Send now", "Edit", "Discard"]],
] as const)("a note that is %s offers what can be decided", async (mark, offered) => {
  desk.operations = [waitingNote(5, "Sent the letter.", { mark, reason: "This is why." })];
  renderApp("/clients/2/notes");
  await screen.findByText("This is why.");
  const names = () =>
    within(item("Sent the letter."))
      .queryAllByRole("button")
      .map((button) => button.textContent);
  await waitFor(() => expect(names()).toEqual(offered));
});

test("a refused note is changed in its place and waits again", async () => {
  desk.operations = [waitingNote(5, "Too long.", { mark: "refused", reason: "It is too long." })];
  renderApp("/clients/2/notes");
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  const text = screen.getByLabelText<HTMLTextAreaElement>("Text of the note about Maria Lopez");
  await user.clear(text);
  await user.type(text, "Short.{Control>}{Enter}{/Control}");
  await waitFor(() => expect(item("Short.").textContent).toContain("Waiting"));
  expect(desk.argsOf("waiting_decide")).toEqual([{ id: 5, decision: "edit", text: "Short." }]);
});

test("a change that came too late stays in its form, with the reason", async () => {
  desk.operations = [waitingNote(5, "First.")];
  desk.answer("waiting_decide", () => refusal("failed", "This is on its way now."));
  renderApp("/clients/2/notes");
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  await user.keyboard(" And more.{Control>}{Enter}{/Control}");
  await screen.findByText("This is on its way now.");
  const text = screen.getByLabelText<HTMLTextAreaElement>("Text of the note about Maria Lopez");
  expect(text.value).toBe("First. And more.");
});

test("a note that goes out while it is being changed leaves the change as a draft", async () => {
  desk.operations = [waitingNote(5, "First.")];
  renderApp("/clients/2/notes");
  await user.click(await screen.findByRole("button", { name: "Edit" }));
  await user.keyboard(" And more.");
  desk.operations = [];
  desk.notes = [note(7, "First.")];
  desk.emit("changed", { kinds: ["notes", "waiting"], client_ids: [2], source: "sync" });
  await screen.findByText("The note about Maria Lopez went out before it was changed.");
  expect((await composer()).value).toBe("First. And more.");
});

test("a discarded note can be brought back", async () => {
  desk.operations = [waitingNote(5, "Called her bank.")];
  renderApp("/clients/2/notes");
  await user.click(await screen.findByRole("button", { name: "Discard" }));
  await waitFor(() => expect(screen.queryByText("Called her bank.")).toBeNull());
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByText("Called her bank.");
  expect(desk.argsOf("notes_create")).toEqual([{ clientId: 2, text: "Called her bank." }]);
});

test("this window's own echo asks for nothing again", async () => {
  desk.notes = [note(7, "An earlier note.")];
  renderApp("/clients/2/notes");
  await screen.findByText("An earlier note.");
  const before = desk.argsOf("notes_list").length;
  desk.emit("changed", { kinds: ["notes", "waiting"], client_ids: [2], source: "window" });
  desk.emit("sync", { ...syncedOnce, done: 77, total: 99, state: "running" });
  await screen.findByText("Syncing clients 77 of 99");
  expect(desk.argsOf("notes_list")).toHaveLength(before);
});

test("notes that cannot be read leave the composer as it is", async () => {
  desk.answer("notes_list", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients/2/notes");
  await screen.findByText("The disk did not answer.");
  await user.type(await composer(), "Still writing");
  expect((await composer()).value).toBe("Still writing");
});

const syncedOnce = {
  kind: "clients",
  first: false,
  reports: null,
  finished_at: "2026-07-03T12:04:00Z",
  message: null,
} as const;
