import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { DocumentKind } from "../../bindings/DocumentKind";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { documentRow, trayFile } from "../../test/documents";
import { renderApp } from "../../test/render";
import * as pdf from "./pdf";

const KINDS: Record<number, DocumentKind> = { 11: "image", 12: "pdf", 13: "word" };

let desk: FakeDesk;
let user: UserEvent;
let drawn: Pick<pdf.Drawing, "scale" | "turn">[];
let closedPdfs: number;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
  drawn = [];
  closedPdfs = 0;
  // What reads PDFs needs a browser that draws: here is one that notes what it was asked for.
  vi.spyOn(pdf, "pdfProblem").mockReturnValue("It is locked with a password.");
  vi.spyOn(pdf, "openPdf").mockImplementation(() => ({
    pdf: Promise.resolve({
      pages: 3,
      sizeOf: async () => ({ width: 816, height: 1056 }),
      draw: async (_, { scale, turn }) => {
        drawn.push({ scale, turn });
        return document.createElement("canvas");
      },
    }),
    close: () => {
      closedPdfs += 1;
    },
  }));
  desk.documents = {
    documents: [
      documentRow(11, "Licence"),
      documentRow(12, "Statement", { kind: "pdf" }),
      documentRow(13, "Letter", { kind: "word" }),
    ],
    fetched_at: "2026-07-03T12:04:00Z",
  };
  desk.answer("documents_view", ({ attachmentId }: { attachmentId: number | null }) => ({
    token: `token-${attachmentId ?? "drop"}`,
    url: `/document/${attachmentId ?? "drop"}`,
    name: "As the server calls it",
    kind: KINDS[attachmentId ?? 11],
    size: 1024,
    attachment_id: attachmentId,
  }));
});

function viewer(): HTMLElement {
  return screen.getByRole("dialog");
}

async function look(name: string): Promise<void> {
  renderApp("/clients/2/documents");
  const grid = await screen.findByRole("grid", { name: "Documents" });
  await user.click(within(grid).getByRole("gridcell", { name: new RegExp(name) }));
  await screen.findByRole("dialog", { name });
}

async function image(): Promise<HTMLImageElement> {
  const img = await within(viewer()).findByAltText<HTMLImageElement>(/./);
  Object.defineProperties(img, { naturalWidth: { value: 1824 }, naturalHeight: { value: 592 } });
  fireEvent.load(img);
  return img;
}

test("Enter looks at an image, with whose it is, and Escape closes it and its address", async () => {
  renderApp("/clients/2/documents");
  const grid = await screen.findByRole("grid", { name: "Documents" });
  await user.keyboard("{Home}{Enter}");
  const dialog = await screen.findByRole("dialog", { name: "Licence" });
  expect(dialog.textContent).toContain("Maria Lopez’s file · 1 of 3");
  expect((await image()).getAttribute("src")).toBe("/document/11");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  await waitFor(() => expect(desk.argsOf("documents_close")).toEqual([{ token: "token-11" }]));
  expect(document.activeElement).toBe(grid);
});

test("an image is fitted, enlarged by steps, and turned", async () => {
  await look("Licence");
  const img = await image();
  // 960 wide less an edge of 24 on either side: 912 of 1824.
  await within(viewer()).findByRole("button", { name: "50 %" });
  await user.keyboard("+");
  await within(viewer()).findByRole("button", { name: "67 %" });
  expect(Number.parseFloat(img.style.width)).toBeCloseTo(1824 * 0.67);
  await user.keyboard("--");
  await within(viewer()).findByRole("button", { name: "33 %" });
  await user.keyboard("0r");
  // On its side it is 1824 high, of 640 less the edges: 592.
  await within(viewer()).findByRole("button", { name: "32 %" });
  expect(img.style.transform).toContain("rotate(90deg)");
});

test("arrows lead to the next document, close the one before, and take the cursor along", async () => {
  await look("Licence");
  await user.keyboard("{ArrowRight}");
  await screen.findByRole("dialog", { name: "Statement" });
  await waitFor(() => expect(desk.argsOf("documents_close")).toEqual([{ token: "token-11" }]));
  await user.keyboard("{ArrowRight}{ArrowRight}");
  await screen.findByRole("dialog", { name: "Letter" });
  await user.keyboard("k{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  const grid = screen.getByRole("grid", { name: "Documents" });
  expect(grid.getAttribute("aria-activedescendant")).toBe("document-at-1");
});

test("the pages of a PDF are counted, drawn and turned, and it is closed in the end", async () => {
  await look("Statement");
  await within(viewer()).findByText("Page 1 of 3");
  await within(viewer()).findByRole("img", { name: "Page 1 of 3: As the server calls it" });
  await waitFor(() => expect(drawn.length).toBeGreaterThan(0));
  // 912 of 816 is 1.12.
  expect(drawn[0]?.scale).toBeCloseTo(912 / 816);
  await user.keyboard("r");
  await waitFor(() => expect(drawn.at(-1)?.turn).toBe(90));
  expect(closedPdfs).toBe(0);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(closedPdfs).toBe(1));
});

test("a PDF that cannot be drawn says why, and a copy can still be saved", async () => {
  // What reads PDFs needs a browser that draws: here is one that notes what it was asked for.
  vi.spyOn(pdf, "pdfProblem").mockReturnValue("It is locked with a password.");
  vi.spyOn(pdf, "openPdf").mockImplementation(() => ({
    pdf: Promise.reject(new Error("no")),
    close: () => {},
  }));
  desk.answer("documents_save", () => true);
  await look("Statement");
  await within(viewer()).findByText("The PDF could not be shown");
  expect(viewer().textContent).toContain("It is locked with a password.");
  await user.keyboard("s");
  await screen.findByText("A copy of “Statement” was saved.");
  expect(desk.argsOf("documents_save")).toEqual([{ attachmentId: 12, drop: null }]);
});

test("o opens the document in the system's viewer, and says when that failed", async () => {
  await look("Statement");
  await user.keyboard("o");
  await waitFor(() =>
    expect(desk.argsOf("documents_print")).toEqual([{ attachmentId: 12, drop: null }]),
  );
  desk.answer("documents_print", () => refusal("failed", "No program opens PDFs here."));
  await user.click(within(viewer()).getByRole("button", { name: "Open in the system viewer" }));
  await screen.findByText("No program opens PDFs here.");
});

test("a Word document is not shown, and says what can be done", async () => {
  await look("Letter");
  await within(viewer()).findByText("Word documents are not shown here");
  expect(within(viewer()).getAllByRole("button", { name: "Save a copy…" })).toHaveLength(2);
  expect(within(viewer()).queryByRole("button", { name: "Larger" })).toBeNull();
});

test("a document that is not on this machine says so, and can be tried again", async () => {
  const answer = () => refusal("offline", "This document is not on this machine.");
  desk.answer("documents_view", answer);
  await look("Licence");
  await within(viewer()).findByText("This document is not on this machine.");
  desk.answer("documents_view", () => ({
    token: "token-11",
    url: "/document/11",
    name: "Licence",
    kind: "image",
    size: 1024,
    attachment_id: 11,
  }));
  await user.click(within(viewer()).getByRole("button", { name: "Try again" }));
  await image();
});

test("one that opens after the viewer was left is closed again", async () => {
  let arrive: (() => void) | undefined;
  desk.answer("documents_view", async () => {
    await new Promise<void>((go) => {
      arrive = go;
    });
    return { token: "late", url: "/document/late", name: "", kind: "image", size: 1 };
  });
  await look("Licence");
  await waitFor(() => expect(arrive).toBeDefined());
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  arrive?.();
  await waitFor(() => expect(desk.argsOf("documents_close")).toEqual([{ token: "late" }]));
});

test("keys of the rooms rest below the viewer, and ? shows its own", async () => {
  const { router } = renderApp("/clients/2/documents");
  await screen.findByRole("grid", { name: "Documents" });
  await user.keyboard("{Enter}");
  await screen.findByRole("dialog", { name: "Licence" });
  await user.keyboard("1gs");
  expect(router.state.location.pathname).toBe("/clients/2/documents");
  await user.keyboard("?");
  const sheet = await screen.findByRole("dialog", { name: "Keyboard shortcuts" });
  const rooms = within(sheet).getAllByRole("heading", { level: 3 });
  expect(rooms.map((room) => room.textContent)).toEqual(["Viewer"]);
});

test("a file of the tray can be looked at before it goes", async () => {
  desk.tray = [
    trayFile(1, "front.jpg"),
    trayFile(2, "back.jpg", { client_id: null, client: null }),
  ];
  renderApp("/clients");
  await user.click(await screen.findByRole("button", { name: /Open the tray/ }));
  await user.click(await screen.findByRole("button", { name: "Look at back.jpg" }));
  const dialog = await screen.findByRole("dialog", { name: "back.jpg" });
  expect(dialog.textContent).toContain("In the tray, for no client yet · 2 of 2");
  expect(desk.argsOf("documents_view")).toEqual([{ attachmentId: null, drop: 2 }]);
});
