import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { waitingNote } from "../../test/notes";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  desk.operations = [
    waitingNote(4, "First.\nWith more below.", { attempts: 2, reason: "No network." }),
    waitingNote(5, "Second.", { mark: "needs_you", client_id: 3, client: "Mario Loos" }),
  ];
  user = userEvent.setup();
});

function row(text: string) {
  return screen.findByRole("row", { name: new RegExp(text) });
}

test("the word in the title row leads to what waits", async () => {
  renderApp();
  await user.click(await screen.findByRole("link", { name: "Needs you" }));
  await screen.findByRole("heading", { name: "What waits" });
  const first = await row("First");
  expect(first.textContent).toContain("Maria Lopez");
  expect(first.textContent).toContain("No network.");
  expect(first.textContent).not.toContain("With more below");
});

test("the room is on the rail only while something waits", async () => {
  desk.operations = [];
  renderApp();
  const rail = await screen.findByRole("navigation", { name: "Rooms" });
  expect(within(rail).queryByRole("link", { name: "What waits" })).toBeNull();
  desk.operations = [waitingNote(4, "First.")];
  desk.emit("changed", { kinds: ["waiting"], client_ids: [2], source: "sync" });
  await within(rail).findByRole("link", { name: "What waits" });
  await screen.findByRole("link", { name: "1 waiting" });
});

test("g w opens the room, and when nothing waits it says so", async () => {
  desk.operations = [];
  renderApp();
  await screen.findByRole("row", { name: /Ana Abel/ });
  await user.keyboard("gw");
  await screen.findByText("Everything is sent.");
});

test("keys move, and Enter opens the client on its notes", async () => {
  const { router } = renderApp("/waiting");
  await row("First");
  await user.keyboard("j{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/3/notes"));
});

test("s sends what waits at once, without a question", async () => {
  renderApp("/waiting");
  await row("First");
  await user.keyboard("s");
  await waitFor(() =>
    expect(desk.argsOf("waiting_decide")).toEqual([{ id: 4, decision: "send", text: null }]),
  );
});

test("sending again what may have arrived asks first, and says what it does", async () => {
  renderApp("/waiting");
  await row("Second");
  await user.keyboard("js");
  await screen.findByText(/If it had arrived after all, Mario Loos has it twice\./);
  expect(desk.argsOf("waiting_decide")).toEqual([]);
  await user.keyboard("{Escape}");
  expect(screen.queryByText(/has it twice/)).toBeNull();
  await user.click(screen.getByRole("button", { name: "Send again" }));
  await user.click(screen.getByRole("button", { name: "Send it again" }));
  await waitFor(() =>
    expect(desk.argsOf("waiting_decide")).toEqual([{ id: 5, decision: "send", text: null }]),
  );
});

test("“It was sent” asks first, and the row goes", async () => {
  renderApp("/waiting");
  await user.click(await screen.findByRole("button", { name: "It was sent" }));
  await screen.findByText(/Nothing more is sent/);
  await user.click(screen.getByRole("button", { name: "Yes, it was sent" }));
  await waitFor(() => expect(screen.queryByText("Second.")).toBeNull());
  expect(desk.argsOf("waiting_decide")).toEqual([{ id: 5, decision: "was_sent", text: null }]);
});

test("what cannot be decided any more is back, and says why", async () => {
  desk.answer("waiting_decide", () => refusal("failed", "This is on its way now."));
  renderApp("/waiting");
  await row("First");
  await user.keyboard("d");
  await screen.findByText("This is on its way now.");
  await row("First");
});

test("z brings back what was discarded", async () => {
  renderApp("/waiting");
  await row("First");
  await user.keyboard("d");
  await screen.findByText("Note about Maria Lopez discarded.");
  await user.keyboard("z");
  await waitFor(() =>
    expect(desk.argsOf("notes_create")).toEqual([
      { clientId: 2, text: "First.\nWith more below." },
    ]),
  );
});

test("a change that was dropped can be taken up again", async () => {
  renderApp("/waiting");
  await row("First");
  await user.keyboard("e");
  const label = "Text of the note about Maria Lopez";
  await user.type(await screen.findByLabelText(label), " Changed.");
  await user.keyboard("{Escape}");
  expect(screen.queryByLabelText(label)).toBeNull();
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  const again = await screen.findByLabelText<HTMLTextAreaElement>(label);
  expect(again.value).toBe("First.\nWith more below. Changed.");
});

test("a letter in doubt is never sent twice by itself, and that is said before it is sent again", async () => {
  desk.operations = [
    waitingNote(6, "Bureau dispute to Equifax", {
      what: "Fax",
      mark: "needs_you",
      client_id: 1,
      client: "Ana Abel",
    }),
  ];
  const { router } = renderApp("/waiting");
  const doubted = await row("Bureau dispute to Equifax");
  expect(doubted.textContent).toContain("Redress never sends a letter twice by itself.");
  await user.keyboard("s");
  await screen.findByText(/the first one went out after all, it arrives twice/);
  await user.click(screen.getByRole("button", { name: "Not now" }));
  await user.keyboard("w");
  await screen.findByText(/the letter leaves this list/);
  expect(desk.argsOf("waiting_decide")).toEqual([]);
  await user.click(screen.getByRole("button", { name: "Yes, it was sent" }));
  await waitFor(() =>
    expect(desk.argsOf("waiting_decide")).toEqual([{ id: 6, decision: "was_sent", text: null }]),
  );
  expect(router.state.location.pathname).toBe("/waiting");
});

test("a letter that waits leads to the client's letters, and back to the drafts", async () => {
  desk.operations = [waitingNote(6, "Bureau dispute to Equifax", { what: "Fax", client_id: 1 })];
  const { router } = renderApp("/waiting");
  await row("Bureau dispute to Equifax");
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/1/letters"));
  await user.keyboard("gw");
  await user.click(await screen.findByRole("button", { name: "Back to the drafts" }));
  await screen.findByText("The letter is a draft again.");
  expect(desk.argsOf("waiting_decide")).toEqual([{ id: 6, decision: "discard", text: null }]);
});

test("a loss is said until it has been read", async () => {
  desk.operations = [];
  desk.losses = [{ found_at: "2026-07-03T12:04:00Z", steps: 3 }];
  renderApp("/waiting");
  await screen.findByText(/was found with 3 saved steps missing\./);
  await user.click(screen.getByRole("button", { name: "I have read this" }));
  await waitFor(() => expect(screen.queryByText(/saved steps missing/)).toBeNull());
  expect(desk.argsOf("waiting_see_losses")).toHaveLength(1);
});
