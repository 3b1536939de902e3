import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { trayFile } from "../../test/documents";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
  desk.tray = [
    trayFile(1, "licence.jpg"),
    trayFile(2, "statement.pdf", {
      kind: "pdf",
      what: "a PDF of 4 pages",
      subtype: "bank_or_credit_union_statement",
    }),
    trayFile(3, "IMG_4471.jpg", { client_id: null, client: null }),
  ];
});

function tray(): HTMLElement {
  return screen.getByRole("complementary", { name: "Tray" });
}

async function openTray(address = "/clients/2"): Promise<void> {
  renderApp(address);
  await screen.findByRole("button", { name: /Open the tray/ });
  await user.keyboard("t");
  await waitFor(() => expect(document.activeElement).toBe(row("licence.jpg")));
}

function row(name: string): HTMLElement {
  return within(tray()).getByRole("listitem", { name });
}

function rows(): (string | null)[] {
  const list = within(tray()).queryByRole("list", { name: "Files in the tray" });
  return list === null
    ? []
    : within(list)
        .getAllByRole("listitem")
        .map((item) => item.getAttribute("aria-label"));
}

function sendButton(name: RegExp): HTMLElement {
  return within(tray()).getByRole("button", { name });
}

async function dropped(...files: ReturnType<typeof trayFile>[]): Promise<void> {
  desk.tray = [...desk.tray, ...files];
  desk.emit("changed", { kinds: ["tray"], client_ids: [], source: "window" });
}

test("what was left in the tray is a word in the corner, which opens it", async () => {
  renderApp("/clients");
  await user.click(await screen.findByRole("button", { name: "Open the tray: 3 files" }));
  await waitFor(() => expect(rows()).toEqual(["licence.jpg", "statement.pdf", "IMG_4471.jpg"]));
});

test("an empty tray is not in the way, and t shows it all the same", async () => {
  desk.tray = [];
  renderApp("/clients");
  await screen.findByRole("row", { name: /Maria Lopez/ });
  expect(screen.queryByRole("complementary", { name: "Tray" })).toBeNull();
  await user.keyboard("t");
  await screen.findByText(/^Drop files anywhere in this window/);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary", { name: "Tray" })).toBeNull());
});

test("in a room that has t for something else, g t goes to the tray", async () => {
  renderApp("/clients/2/items");
  await screen.findByRole("button", { name: /Open the tray/ });
  await user.keyboard("gt");
  await waitFor(() => expect(document.activeElement).toBe(row("licence.jpg")));
});

test("it opens by itself when files arrive, and leaves the focus where it is", async () => {
  renderApp("/clients/2");
  await screen.findByRole("button", { name: /Open the tray/ });
  const before = document.activeElement;
  await dropped(trayFile(4, "new.jpg"));
  await waitFor(() => expect(rows()).toContain("new.jpg"));
  expect(document.activeElement).toBe(before);
});

test("the client whose page is open is told to what takes the drops, and named", async () => {
  const { router } = renderApp("/clients/2");
  await waitFor(() => expect(desk.argsOf("tray_at").at(-1)).toEqual({ clientId: 2 }));
  await screen.findByRole("button", { name: /Open the tray/ });
  await user.keyboard("t");
  expect((await screen.findByText(/^What you drop is for/)).textContent).toBe(
    "What you drop is for Maria Lopez.",
  );
  await router.navigate({ to: "/settings" });
  await waitFor(() => expect(desk.argsOf("tray_at").at(-1)).toEqual({ clientId: null }));
  await screen.findByText("No client is open: what you drop asks whose it is.");
});

test("one press adds what is ready to the client's file, and says what stays behind", async () => {
  await openTray();
  expect(within(tray()).getByText("1 needs a client")).toBeTruthy();
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(desk.argsOf("tray_send")).toEqual([{ ids: [1, 2] }]));
  await waitFor(() => expect(row("licence.jpg").textContent).toContain("Waiting"));
  expect(row("licence.jpg").textContent).toContain("Maria Lopez · Identity · Driver’s license");
});

test("once nothing is left to do there, the tray makes room for the work", async () => {
  desk.tray = [trayFile(1, "licence.jpg")];
  await openTray();
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(tray().dataset.tray).toBe("closed"));
  expect(desk.argsOf("tray_send")).toEqual([{ ids: [1] }]);
});

test("for several clients it is asked first, with their names", async () => {
  desk.tray[2] = trayFile(3, "IMG_4471.jpg", { client_id: 1, client: "Ana Abel" });
  await openTray();
  await user.click(sendButton(/^Add 3 documents to 2 clients’ files/));
  const question = within(tray()).getByRole("group", { name: "Add to the files of 2 clients?" });
  expect(question.textContent).toContain("Maria Lopez 2 documents");
  expect(question.textContent).toContain("Ana Abel 1 document");
  expect(desk.argsOf("tray_send")).toEqual([]);
  await user.click(within(question).getByRole("button", { name: "Yes, add all 3" }));
  await waitFor(() => expect(desk.argsOf("tray_send")).toEqual([{ ids: [1, 2, 3] }]));
});

test("what was asked about is asked anew when something else would go", async () => {
  desk.tray[2] = trayFile(3, "IMG_4471.jpg", { client_id: 1, client: "Ana Abel" });
  await openTray();
  await user.click(sendButton(/^Add 3 documents to 2 clients’ files/));
  await dropped(trayFile(4, "late.jpg"));
  await waitFor(() => sendButton(/^Add 4 documents to 2 clients’ files/));
  expect(within(tray()).queryByRole("button", { name: /^Yes, add all/ })).toBeNull();
});

test("what could not be added is back, with the reason", async () => {
  desk.answer("tray_send", () => refusal("invalid", "licence.jpg needs a type."));
  await openTray();
  await user.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText("licence.jpg needs a type.");
  await waitFor(() => sendButton(/^Add 2 documents to Maria Lopez’s file/));
});

test("a key chooses the type, and the subtype where it does not go with it", async () => {
  await openTray();
  await user.keyboard("2");
  await waitFor(() =>
    expect(desk.argsOf("tray_change")).toEqual([
      { ids: [1], change: { doc_type: "credit_related", subtype: "other" } },
    ]),
  );
  const type = screen.getByLabelText<HTMLSelectElement>("Type of licence.jpg");
  expect(type.value).toBe("credit_related");
  await user.keyboard("j3");
  await waitFor(() =>
    expect(desk.argsOf("tray_change").at(-1)).toEqual({
      ids: [2],
      change: { doc_type: "fixed_income_verification" },
    }),
  );
});

test("a client is found by name and chosen", async () => {
  await openTray();
  await user.keyboard("jjc");
  const client = screen.getByLabelText("Client of IMG_4471.jpg");
  expect(document.activeElement).toBe(client);
  await user.keyboard("abel");
  await screen.findByRole("option", { name: /Ana Abel/ });
  await user.keyboard("{Enter}");
  await waitFor(() =>
    expect(desk.argsOf("tray_change")).toEqual([{ ids: [3], change: { client_id: 1 } }]),
  );
  await waitFor(() => sendButton(/^Add 3 documents to 2 clients’ files/));
});

test("the client whose page is open is offered without typing", async () => {
  await openTray();
  await user.click(screen.getByLabelText("Client of IMG_4471.jpg"));
  await user.click(await screen.findByRole("option", { name: /Maria Lopez.*Open now/ }));
  await waitFor(() =>
    expect(desk.argsOf("tray_change")).toEqual([{ ids: [3], change: { client_id: 2 } }]),
  );
});

test("a caption is kept when it is left, and before its file is sent", async () => {
  await openTray();
  await user.keyboard("eFront side{Control>}{Enter}{/Control}");
  await waitFor(() => expect(desk.argsOf("tray_send")).toHaveLength(1));
  expect(
    desk.asked.map(({ command }) => command).filter((name) => /tray_(c|s)/.test(name)),
  ).toEqual(["tray_change", "tray_send"]);
  expect(desk.argsOf("tray_change")).toEqual([{ ids: [1], change: { caption: "Front side" } }]);
});

test("Escape takes back what was typed as a caption, and leads to the row", async () => {
  await openTray();
  await user.keyboard("eFront side{Escape}");
  expect(document.activeElement).toBe(row("licence.jpg"));
  expect(screen.getByLabelText<HTMLInputElement>("Caption of licence.jpg").value).toBe("");
  expect(desk.argsOf("tray_change")).toEqual([]);
});

test("several are changed at once, and x selects them", async () => {
  await openTray();
  await user.keyboard("xjx");
  const selected = within(tray()).getByRole("region", { name: "Selected files" });
  await user.selectOptions(within(selected).getByLabelText("Type of 2 selected files"), "Credit");
  await waitFor(() =>
    expect(desk.argsOf("tray_change")).toEqual([
      { ids: [1, 2], change: { doc_type: "credit_related" } },
    ]),
  );
  await user.click(within(selected).getByRole("button", { name: "Remove" }));
  await waitFor(() => expect(rows()).toEqual(["IMG_4471.jpg"]));
  expect(desk.argsOf("tray_remove")).toEqual([{ ids: [1, 2] }]);
});

test("a removed file gives its place and the focus to the next", async () => {
  await openTray();
  await user.keyboard("{Delete}");
  await waitFor(() => expect(rows()).toEqual(["statement.pdf", "IMG_4471.jpg"]));
  await waitFor(() => expect(document.activeElement).toBe(row("statement.pdf")));
});

test("a file that was not taken says why, and can only be removed", async () => {
  desk.tray = [
    trayFile(1, "licence.jpg"),
    trayFile(2, "setup.exe", {
      kind: null,
      stage: "refused",
      client_id: null,
      client: null,
      refusal: "This is a program, not a document.",
    }),
  ];
  await openTray();
  const refused = row("setup.exe");
  expect(refused.textContent).toContain("This is a program, not a document.");
  expect(
    within(refused)
      .getAllByRole("button")
      .map((button) => button.getAttribute("aria-label")),
  ).toEqual(["Remove setup.exe"]);
});

test("warnings are told, and what is there already goes only when the agent says so", async () => {
  desk.tray = [
    trayFile(1, "licence.jpg", {
      warnings: ["This PDF is locked with a password."],
      twice: "The same file was added on March 2.",
    }),
  ];
  await openTray();
  expect(row("licence.jpg").textContent).toContain("This PDF is locked with a password.");
  expect(sendButton(/^Add documents/)).toHaveProperty("disabled", true);
  await user.click(sendButton(/^Add it all the same/));
  await user.click(sendButton(/^Add 1 document to Maria Lopez’s file/));
  await waitFor(() => expect(desk.argsOf("tray_send")).toEqual([{ ids: [1] }]));
});

test("the bar follows the bytes without asking for the tray again", async () => {
  desk.tray = [trayFile(1, "licence.jpg", { stage: "sending", size: 2_097_152, sent: 0 })];
  await openTray();
  const asked = desk.argsOf("tray_list").length;
  desk.emit("upload_progress", { drop: 1, sent: 1_048_576, total: 2_097_152 });
  await within(tray()).findByText("Sending, 1.0 MB of 2.0 MB");
  expect(
    within(tray())
      .getByRole("progressbar", { name: "Progress of licence.jpg" })
      .getAttribute("aria-valuenow"),
  ).toBe("50");
  expect(desk.argsOf("tray_list")).toHaveLength(asked);
});

test("what was not accepted can be changed and sent again", async () => {
  desk.tray = [
    trayFile(1, "licence.jpg", { stage: "not_accepted", reason: "The server wants another type." }),
  ];
  await openTray();
  expect(row("licence.jpg").textContent).toContain("The server wants another type.");
  await user.keyboard("4r");
  await waitFor(() => expect(desk.argsOf("tray_again")).toEqual([{ id: 1 }]));
  expect(desk.argsOf("tray_change")).toHaveLength(1);
});

test("what needs the agent leads to what waits", async () => {
  desk.tray = [trayFile(1, "licence.jpg", { stage: "needs_you", reason: "It may have arrived." })];
  await openTray();
  await user.click(sendButton(/^Decide in What waits/));
  await screen.findByRole("heading", { name: "What waits" });
});

test("what is done leaves when the tray is closed", async () => {
  desk.tray = [trayFile(1, "licence.jpg"), trayFile(2, "card.jpg", { stage: "done" })];
  await openTray();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(desk.argsOf("tray_remove")).toEqual([{ ids: [2] }]));
  await screen.findByRole("button", { name: "Open the tray: 1 file" });
});

test("t leads into the tray and back to where the agent was", async () => {
  await openTray();
  await user.keyboard("t");
  const open = await screen.findByRole("button", { name: /Open the tray/ });
  const list = await screen.findByRole("grid", { name: "Clients" });
  list.focus();
  await user.keyboard("t");
  await waitFor(() => expect(open.isConnected).toBe(false));
  await waitFor(() => expect(document.activeElement).toBe(row("licence.jpg")));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.activeElement).toBe(list));
});

test("keys of the tray rest while the focus is elsewhere", async () => {
  renderApp("/clients/2");
  await screen.findByRole("button", { name: /Open the tray/ });
  await dropped(trayFile(4, "new.jpg"));
  await waitFor(() => expect(rows()).toContain("new.jpg"));
  await user.keyboard("2");
  await waitFor(() =>
    expect(screen.getByRole("tab", { name: "Report" }).getAttribute("aria-selected")).toBe("true"),
  );
  expect(desk.argsOf("tray_change")).toEqual([]);
});

test("a tray that cannot be read can be tried again", async () => {
  desk.answer("tray_list", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients");
  await screen.findByRole("row", { name: /Maria Lopez/ });
  await user.keyboard("t");
  await screen.findByText("The disk did not answer.");
  desk.answer("tray_list", () => desk.tray);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(rows()).toHaveLength(3));
});

test("files over the window say whose they become, and how many there are", async () => {
  const { router } = renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  desk.emit("dragging", { over: true, files: 4 });
  await screen.findByText("Drop to add to Maria Lopez’s file");
  await router.navigate({ to: "/clients" });
  await screen.findByText("Drop to put 4 files into the tray");
  desk.emit("dragging", { over: false, files: 0 });
  await waitFor(() => expect(screen.queryByText(/^Drop to/)).toBeNull());
});

test("files that the disk did not take are told", async () => {
  renderApp("/clients");
  await screen.findByRole("row", { name: /Maria Lopez/ });
  desk.emit("not_taken", "The disk is full.");
  await screen.findByText("Some files were not taken.");
  await screen.findByText("The disk is full.");
});

test("Add files… is among what can be searched, and is for the client in hand", async () => {
  desk.answer("tray_pick", () => 2);
  renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("{Control>}k{/Control}");
  await user.type(await screen.findByPlaceholderText(/^Find a client/), "add files");
  await user.click(await screen.findByRole("button", { name: /Add files…/ }));
  await waitFor(() => expect(desk.argsOf("tray_pick")).toEqual([{ clientId: 2 }]));
  await waitFor(() => expect(rows()).toHaveLength(3));
});
