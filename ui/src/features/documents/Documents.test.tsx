import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { documentRow } from "../../test/documents";
import { syncStatus } from "../../test/notes";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
  desk.documents = {
    documents: [
      documentRow(11, "Licence, front"),
      documentRow(12, "Bank statement March", {
        doc_type: "id",
        subtype: "bank_or_credit_union_statement",
        kind: "pdf",
        extension: "pdf",
        size: 412_000,
      }),
      documentRow(13, "Letter of Equifax", {
        doc_type: "credit_related",
        subtype: "equifax",
        kind: "word",
        extension: "docx",
        author: "Dana Whitfield",
      }),
    ],
    fetched_at: "2026-07-03T12:04:00Z",
  };
});

function grid(): Promise<HTMLElement> {
  return screen.findByRole("grid", { name: "Documents" });
}

function names(): (string | undefined)[] {
  return within(screen.getByRole("grid", { name: "Documents" }))
    .getAllByRole("gridcell")
    .map((cell) => cell.querySelector("[title]")?.textContent ?? undefined);
}

function inHand(): string | undefined {
  const active = screen
    .getByRole("grid", { name: "Documents" })
    .getAttribute("aria-activedescendant");
  return document.getElementById(active ?? "")?.querySelector("[title]")?.textContent ?? undefined;
}

test("5 opens the documents, and a card says all there is to say", async () => {
  renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("5");
  const card = within(await grid()).getByRole("gridcell", { name: /Bank statement March/ });
  for (const said of ["Identity · Bank or credit union statement", "PDF", "402 KB", "Marcus"]) {
    expect(card.textContent).toContain(said);
  }
  expect(desk.argsOf("documents_list")).toEqual([{ clientId: 2 }]);
});

test("pictures are asked for what can be drawn, and only once", async () => {
  desk.answer("documents_thumbnail", () => "data:image/jpeg;base64,AAAA");
  renderApp("/clients/2/documents");
  await waitFor(async () => expect((await grid()).querySelectorAll("img")).toHaveLength(2));
  await user.keyboard("v");
  await waitFor(async () => expect((await grid()).querySelectorAll("img")).toHaveLength(2));
  expect(desk.argsOf("documents_thumbnail")).toEqual([
    { attachmentId: 11, drop: null },
    { attachmentId: 12, drop: null },
  ]);
});

test("keys move the cursor along and across, and stay at the ends", async () => {
  // 960 wide: four cards side by side.
  const more = [14, 15, 16].map((id) => documentRow(id, `Document ${id}`));
  desk.documents.documents = [...desk.documents.documents, ...more];
  renderApp("/clients/2/documents");
  await grid();
  await user.keyboard("j");
  expect(inHand()).toBe("Bank statement March");
  await user.keyboard("{ArrowDown}");
  expect(inHand()).toBe("Document 16");
  await user.keyboard("{ArrowDown}");
  expect(inHand()).toBe("Document 16");
  await user.keyboard("{ArrowUp}k");
  expect(inHand()).toBe("Licence, front");
  await user.keyboard("{ArrowUp}k");
  expect(inHand()).toBe("Licence, front");
  await user.keyboard("{End}");
  expect(inHand()).toBe("Document 16");
});

test("s saves a copy of the document in hand, and says so", async () => {
  desk.answer("documents_save", () => true);
  renderApp("/clients/2/documents");
  await grid();
  await user.keyboard("js");
  await screen.findByText("A copy of “Bank statement March” was saved.");
  expect(desk.argsOf("documents_save")).toEqual([{ attachmentId: 12, drop: null }]);
});

test("a copy that could not be saved is told, one that was not wanted is not", async () => {
  desk.answer("documents_save", () => false);
  renderApp("/clients/2/documents");
  await grid();
  await user.keyboard("s");
  await waitFor(() => expect(desk.argsOf("documents_save")).toHaveLength(1));
  desk.answer("documents_save", () => refusal("failed", "The disk is full."));
  await user.keyboard("s");
  await screen.findByText("No copy was saved.");
  expect(screen.queryByText("A copy of “Licence, front” was saved.")).toBeNull();
});

test("words and types narrow the documents, and the counts say what each would show", async () => {
  renderApp("/clients/2/documents");
  await grid();
  const types = screen.getByRole("group", { name: "Type" });
  expect(
    within(types)
      .getAllByRole("button")
      .map((one) => one.textContent),
  ).toEqual(["All3", "Identity2", "Credit1", "Fixed income0", "Other0"]);
  await user.keyboard("ff");
  expect(names()).toEqual(["Letter of Equifax"]);
  await user.keyboard("f/statement");
  expect(names()).toEqual(["Bank statement March"]);
  await user.keyboard("x");
  await screen.findByText("No document matches");
  await user.click(screen.getByRole("button", { name: "Show all documents" }));
  expect(names()).toHaveLength(3);
});

test("a type that only the server knows is read out, and can be chosen", async () => {
  desk.documents.documents.push(documentRow(14, "Lease", { doc_type: "proof_of_address" }));
  renderApp("/clients/2/documents");
  await grid();
  await user.click(screen.getByRole("button", { name: "Proof of address 1" }));
  expect(names()).toEqual(["Lease"]);
});

test("cards or lines, as chosen before", async () => {
  renderApp("/clients/2/documents");
  await grid();
  await user.click(screen.getByRole("button", { name: "As a list" }));
  expect((await grid()).getAttribute("aria-colcount")).toBe("1");
  expect(localStorage.getItem("redress.documents")).toBe("lines");
  expect(names()).toHaveLength(3);
});

test("what waits says so, and why", async () => {
  desk.documents.documents.unshift(
    documentRow(0, "Utility bill", {
      attachment_id: null,
      drop: 5,
      mark: "waiting",
      reason: "The server cannot be reached.",
    }),
  );
  renderApp("/clients/2/documents");
  const card = within(await grid()).getByRole("gridcell", { name: /Utility bill/ });
  expect(card.textContent).toContain("Waiting");
  expect(card.textContent).toContain("The server cannot be reached.");
});

test("a adds files to the client's file, from the empty room too", async () => {
  desk.documents.documents = [];
  desk.answer("tray_pick", () => 0);
  renderApp("/clients/2/documents");
  await screen.findByText("There are no documents on Maria Lopez’s file");
  await user.keyboard("a");
  await waitFor(() => expect(desk.argsOf("tray_pick")).toEqual([{ clientId: 2 }]));
  expect(screen.getByText("or drop them anywhere in this window")).toBeTruthy();
});

test.each([
  ["done", "Documents are on their way"],
  ["never", "The documents of Maria Lopez were never fetched to this machine"],
  ["offline", "The documents of Maria Lopez were never fetched to this machine"],
  ["signed_out", "Documents have not been fetched yet"],
] as const)("documents that were never fetched are told apart: %s", async (state, said) => {
  desk.documents = { documents: [], fetched_at: null };
  desk.answer("sync_status", () => ({ ...syncStatus(state), finished_at: null }));
  renderApp("/clients/2/documents");
  await screen.findByText(said);
});

test("offline, the foot says as of when the documents are", async () => {
  desk.answer("sync_status", () => syncStatus("offline"));
  renderApp("/clients/2/documents");
  await grid();
  await screen.findByText(/^as of /);
});

test("documents that cannot be read can be tried again, and files added all the same", async () => {
  desk.answer("documents_list", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients/2/documents");
  await screen.findByText("The disk did not answer.");
  expect(screen.getByRole("button", { name: "Add files…" })).toBeTruthy();
  desk.answer("documents_list", () => desk.documents);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await grid();
});

test("keys that are typed before the documents are here do not open another client", async () => {
  let arrive: (() => void) | undefined;
  desk.answer("documents_list", async () => {
    await new Promise<void>((go) => {
      arrive = go;
    });
    return desk.documents;
  });
  const { router } = renderApp("/clients/2/documents");
  await waitFor(() => expect(arrive).toBeDefined());
  await user.keyboard("jj{Enter}");
  expect(router.state.location.pathname).toBe("/clients/2/documents");
  await act(async () => arrive?.());
  await grid();
});

test("documents that change are read again, whoever changed them", async () => {
  renderApp("/clients/2/documents");
  await grid();
  desk.documents.documents.unshift(documentRow(10, "Passport"));
  desk.emit("changed", { kinds: ["documents"], client_ids: [2], source: "window" });
  await waitFor(() => expect(names()).toHaveLength(4));
  expect(inHand()).toBe("Passport");
});
