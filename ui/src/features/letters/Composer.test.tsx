import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import type { LetterDraft } from "../../bindings/LetterDraft";
import type { LetterOpened } from "../../bindings/LetterOpened";
import type { LetterPage } from "../../bindings/LetterPage";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { address, draftRow, letterDraft, letterPage, letterRow } from "../../test/letters";
import { renderApp } from "../../test/render";
import * as pdf from "../viewer/pdf";

let desk: FakeDesk;
let user: UserEvent;
let opened: LetterOpened;
let closedPdfs: string[];

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
  opened = { draft: letterDraft(), page: letterPage("first") };
  closedPdfs = [];
  // What reads PDFs needs a browser that draws: here is one whose pages say where they are from.
  vi.spyOn(pdf, "startThread").mockImplementation(() => ({ close: () => {} }) as pdf.PdfThread);
  vi.spyOn(pdf, "pdfProblem").mockReturnValue("It is damaged.");
  vi.spyOn(pdf, "openPdf").mockImplementation((url) => ({
    pdf: Promise.resolve({
      pages: 2,
      sizeOf: async () => ({ width: 816, height: 1056 }),
      draw: async () => {
        const canvas = document.createElement("canvas");
        canvas.dataset.from = url;
        return canvas;
      },
    }),
    close: () => closedPdfs.push(url),
  }));
  desk.letters.letters = [draftRow(7, "Bureau dispute")];
  desk.answer("letters_open", () => opened);
  let written = 0;
  desk.answer("letters_write", () => {
    written += 1;
    return letterPage(`written-${written}`);
  });
});

async function compose() {
  const app = renderApp("/clients/2/letters/7");
  await screen.findByRole("region", { name: "What the letter says" });
  return app;
}

function text(): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Text" });
}

/** The addresses of the pages in sight. */
function pages(): (string | undefined)[] {
  const pane = screen.getByRole("region", { name: "The letter as it will be sent" });
  return [...pane.querySelectorAll("canvas")].map((canvas) => canvas.dataset.from);
}

function writtenDrafts(): LetterDraft[] {
  return desk.argsOf("letters_write").map((args) => (args as { draft: LetterDraft }).draft);
}

function button(name: string): HTMLElement {
  return screen.getByRole("button", { name });
}

test("the letter stands beside its pages, as it would be sent", async () => {
  await compose();
  expect(screen.getByRole("heading", { name: "Bureau dispute" })).toBeTruthy();
  expect(screen.getByLabelText<HTMLInputElement>("Fax number").value).toBe("(404) 555-0100");
  expect(await screen.findByRole("img", { name: "Page 2 of 2" })).toBeTruthy();
  expect(pages()).toEqual(["/document/first", "/document/first"]);
  await screen.findByText("Saved on this machine");
});

test("what is written is saved by itself, and the newer pages take the place of the old", async () => {
  await compose();
  await screen.findByRole("img", { name: "Page 1 of 2" });
  await user.click(text());
  await user.paste(" Hello.");
  await waitFor(() => expect(pages()).toEqual(["/document/written-1", "/document/written-1"]));
  expect(writtenDrafts()[0]?.body).toBe("To whom it may concern: Hello.");
  await screen.findByText("Saved on this machine");
  await waitFor(() => expect(desk.argsOf("documents_close")).toEqual([{ token: "first" }]));
  await waitFor(() => expect(closedPdfs).toEqual(["/document/first"]));
});

test("a late answer does not take the place of a newer page", async () => {
  const answers: ((page: LetterPage) => void)[] = [];
  desk.answer("letters_write", () => new Promise((answer) => answers.push(answer)));
  await compose();
  await user.type(text(), "A");
  await waitFor(() => expect(answers).toHaveLength(1));
  await user.type(text(), "B");
  // The second is not asked for before the first is answered: none can overtake it.
  answers[0]?.(letterPage("older", { refusals: ["Older."] }));
  await waitFor(() => expect(answers).toHaveLength(2));
  answers[1]?.(letterPage("newer"));
  await waitFor(() => expect(pages()[0]).toBe("/document/newer"));
  await screen.findByText("Saved on this machine");
  expect(screen.queryByText("Older.")).toBeNull();
  expect(writtenDrafts().at(-1)?.body).toBe("To whom it may concern:AB");
  expect(text().value).toBe("To whom it may concern:AB");
  expect(desk.argsOf("documents_close")).toEqual([{ token: "first" }, { token: "older" }]);
});

test("pages stay in sight while newer ones cannot be set", async () => {
  desk.answer("letters_write", () =>
    letterPage("none", { viewing: null, refusals: ["A bracket is not closed."] }),
  );
  await compose();
  await screen.findByRole("img", { name: "Page 1 of 2" });
  await user.type(text(), "x");
  await screen.findByText("A bracket is not closed.");
  expect(pages()).toEqual(["/document/first", "/document/first"]);
  await screen.findByText("The page as it was before the last changes.");
  expect(desk.argsOf("documents_close")).toEqual([]);
});

test("what must be mended is said above the page, and nothing leaves before", async () => {
  opened.page = letterPage("first", { refusals: ["[Delivery] is empty."], doubts: ["No fax."] });
  await compose();
  const before = screen.getByRole("region", { name: "Before it can go" });
  expect(before.textContent).toContain("[Delivery] is empty.");
  expect(screen.getByRole("region", { name: "Worth another look" }).textContent).toContain(
    "No fax",
  );
  for (const name of ["Send…", "Save PDF…", "Open to print"]) {
    expect(button(name).getAttribute("aria-disabled")).toBe("true");
  }
  await user.keyboard("{Control>}{Enter}s{/Control}");
  await screen.findByText("No PDF was saved.");
  expect(screen.queryByRole("group", { name: "Send the letter?" })).toBeNull();
  expect(desk.argsOf("letters_save")).toEqual([]);
});

test("what only the agent knows is asked for, and stays to be changed", async () => {
  opened.draft.body = "Sent [Delivery].";
  opened.page = letterPage("first", { asks: ["Delivery"] });
  await compose();
  const field = screen.getByLabelText<HTMLInputElement>("Delivery");
  await waitFor(() => expect(field.placeholder).toBe("by mail"));
  await user.type(field, "by fax");
  await waitFor(() => expect(writtenDrafts().at(-1)?.values).toEqual({ Delivery: "by fax" }));
  await screen.findByText("Saved on this machine");
  expect(screen.getByLabelText<HTMLInputElement>("Delivery").value).toBe("by fax");
});

test("a day is given as a day", async () => {
  opened.draft.body = "The report of [Report date].";
  opened.page = letterPage("first", { asks: ["Report date"] });
  await compose();
  const field = screen.getByLabelText<HTMLInputElement>("Report date");
  await waitFor(() => expect(field.type).toBe("date"));
  await user.type(field, "2026-03-14");
  await waitFor(() =>
    expect(writtenDrafts().at(-1)?.values).toEqual({ "Report date": "2026-03-14" }),
  );
});

test("by keys: Ctrl Enter says what will happen, Enter faxes it, once", async () => {
  desk.answer("letters_send", () => {
    desk.letters.letters = [
      letterRow(0, "Bureau dispute", { id: 7, correspondence_id: null, mark: "waiting" }),
    ];
    return null;
  });
  const { router } = await compose();
  await user.keyboard("{Control>}{Enter}{Enter}{/Control}");
  await screen.findByText("Fax 3 pages to Equifax at (404) 555-0100. It is sent once.");
  expect(desk.argsOf("letters_send")).toEqual([]);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/2/letters"));
  expect(desk.argsOf("letters_send")).toEqual([{ id: 7, how: "fax", seen: "page" }]);
  const row = await screen.findByRole("row", { name: /Bureau dispute/ });
  await waitFor(() => expect(row.textContent).toContain("Waiting"));
  expect(row.getAttribute("aria-selected")).toBe("true");
});

test("what the letter says is enclosed, and does not go with it, is said before it goes", async () => {
  opened.draft.enclosures = ["A copy of my driver’s license"];
  await compose();
  await user.keyboard("{Control>}{Enter}{/Control}");
  const question = await screen.findByRole("group", { name: "Send the letter?" });
  expect(question.textContent).toContain("The enclosure that it names does not go with it.");
});

test("a letter is mailed where that is chosen, or where there is no fax number", async () => {
  opened.draft.to = address("Equifax", { fax: "" });
  desk.answer("letters_send", () => null);
  await compose();
  await user.click(button("Send…"));
  await screen.findByText(/^Mail 3 pages to Equifax, P.O. Box 740256, Atlanta, GA 30374\./);
  expect(screen.getByRole("radio", { name: "Fax" }).hasAttribute("disabled")).toBe(true);
  await user.keyboard("{Escape}");
  expect(screen.queryByText(/^Mail 3 pages/)).toBeNull();
  await user.click(button("Send…"));
  await user.click(button("Mail it"));
  await waitFor(() =>
    expect(desk.argsOf("letters_send")).toEqual([{ id: 7, how: "letter", seen: "page" }]),
  );
});

test("what is sent is saved first, and a refusal that comes of it keeps it here", async () => {
  let answer: ((page: LetterPage) => void) | undefined;
  desk.answer("letters_write", () => new Promise((go) => (answer = go)));
  await compose();
  await user.click(button("Send…"));
  await user.type(text(), "x");
  await user.click(button("Fax it"));
  await waitFor(() => expect(answer).toBeDefined());
  answer?.(letterPage("next", { refusals: ["The date is empty."] }));
  await screen.findByText("The letter was not sent.");
  expect(screen.getAllByText("The date is empty.").length).toBeGreaterThan(0);
  expect(desk.argsOf("letters_send")).toEqual([]);
});

test("a letter that could not be sent says why, and stays open", async () => {
  desk.answer("letters_send", () => refusal("invalid", "The client’s address is missing."));
  const { router } = await compose();
  await user.keyboard("{Control>}{Enter}{/Control}{Enter}");
  await screen.findByText("The client’s address is missing.");
  expect(router.state.location.pathname).toBe("/clients/2/letters/7");
});

test("Ctrl S saves the PDF and Ctrl P opens it to print", async () => {
  desk.answer("letters_save", () => true);
  await compose();
  await user.keyboard("{Control>}sp{/Control}");
  await screen.findByText("The PDF was saved.");
  expect(desk.argsOf("letters_save")).toEqual([{ id: 7, seen: "page" }]);
  await waitFor(() => expect(desk.argsOf("letters_print")).toEqual([{ id: 7, seen: "page" }]));
});

test("Enter leads into the text, and Escape out of it without leaving the letter", async () => {
  const { router } = await compose();
  await user.keyboard("{Enter}");
  expect(document.activeElement).toBe(text());
  await user.keyboard("{Escape}");
  expect(document.activeElement).not.toBe(text());
  expect(router.state.location.pathname).toBe("/clients/2/letters/7");
});

test("a field is put into the text where the caret is", async () => {
  await compose();
  await user.click(text());
  text().setSelectionRange(3, 3);
  await user.keyboard("{Control>}i{/Control}");
  await user.click(await screen.findByRole("menuitem", { name: /Report date/ }));
  expect(text().value).toBe("To [Report date]whom it may concern:");
});

test("items are added, put in order, given a reason, and left out", async () => {
  await compose();
  await user.click(await screen.findByRole("button", { name: "Add an item" }));
  await user.click(await screen.findByRole("menuitem", { name: /Birch Credit/ }));
  await user.click(await screen.findByRole("button", { name: "Move up: Birch Credit" }));
  await user.click(button("Reasons: Birch Credit"));
  await user.click(await screen.findByRole("menuitem", { name: "The balance is wrong" }));
  await waitFor(() =>
    expect(writtenDrafts().at(-1)?.items).toEqual([
      { item_id: 13, fact: "The balance is wrong", request: "" },
      { item_id: 11, fact: "It is not mine.", request: "Please delete it." },
    ]),
  );
  await user.click(button("Leave out: Cedar Auto"));
  await waitFor(() => expect(writtenDrafts().at(-1)?.items).toHaveLength(1));
});

test("enclosures are added, the usual ones by a press", async () => {
  await compose();
  await user.click(await screen.findByRole("button", { name: "A copy of my licence" }));
  await user.click(button("Add a line"));
  await user.keyboard("A bill");
  await waitFor(() =>
    expect(writtenDrafts().at(-1)?.enclosures).toEqual(["A copy of my licence", "A bill"]),
  );
});

test("e shows what the windows of the envelope show, on the first page", async () => {
  await compose();
  await screen.findByRole("img", { name: "Page 1 of 2" });
  await user.keyboard("e");
  const pane = screen.getByRole("region", { name: "The letter as it will be sent" });
  expect(within(pane).getAllByText(/^(Sender|Recipient)$/)).toHaveLength(2);
  expect(button("Envelope windows").getAttribute("aria-pressed")).toBe("true");
});

test("what cannot be saved says so and is kept, also when the letter is left", async () => {
  desk.answer("letters_write", () => refusal("failed", "The disk is full."));
  const { router } = await compose();
  await user.type(text(), "X");
  await screen.findByText("Not saved. The disk is full.");
  expect(text().value).toBe("To whom it may concern:X");
  await user.keyboard("{Escape}{Escape}");
  await screen.findByText("The letter “Bureau dispute” was not saved.");
  expect(router.state.location.pathname).toBe("/clients/2/letters");
  desk.answer("letters_write", () => letterPage("again"));
  await user.keyboard("{Enter}");
  await waitFor(() => expect(text().value).toBe("To whom it may concern:X"));
  await waitFor(() => expect(writtenDrafts().at(-1)?.body).toBe("To whom it may concern:X"));
  await screen.findByText("Saved on this machine");
});

test("leaving saves what was just written, and closes the pages", async () => {
  await compose();
  await user.type(text(), "X");
  await user.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(writtenDrafts().at(-1)?.body).toBe("To whom it may concern:X"));
  await waitFor(() =>
    expect(desk.argsOf("documents_close")).toEqual([{ token: "first" }, { token: "written-1" }]),
  );
});

test("a removed draft is asked about, and not saved again", async () => {
  const { router } = await compose();
  await user.keyboard("{Delete}");
  await screen.findByText(/Remove this draft\?/);
  await user.keyboard("{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/2/letters"));
  expect(desk.argsOf("letters_remove")).toEqual([{ id: 7 }]);
  expect(writtenDrafts()).toEqual([]);
});

test("a draft that is gone says so, one that cannot be read can be tried again", async () => {
  desk.answer("letters_open", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients/2/letters/7");
  await screen.findByText("The disk did not answer.");
  desk.answer("letters_open", () => refusal("not_found", "No such letter."));
  await user.click(button("Try again"));
  await screen.findByText("This draft is no longer here");
  await user.click(button("Back to the letters"));
  await screen.findByRole("grid", { name: "Letters" });
});
