import { screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { item } from "../../test/items";
import { letterChoices, letterDraft } from "../../test/letters";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
  desk.answer("letters_begin", () => letterDraft());
});

function group(name: string): HTMLElement {
  return screen.getByRole("group", { name });
}

async function begun(address = "/clients/2/letters?write=true") {
  const app = renderApp(address);
  await screen.findByRole("group", { name: "Template" });
  return app;
}

function chosen(name: string): string | null | undefined {
  return group(name).querySelector("input:checked")?.closest("label")?.textContent;
}

test("a chosen template says what to beware of, and the law behind it", async () => {
  await begun();
  const about = screen.getByRole("region", { name: "About the template" });
  expect(about.textContent).toContain("Say what is wrong.");
  expect(about.textContent).toContain("15 USC 1681i(a)(1)A bureau has 30 days.");
});

test("by keys only: template, recipient, items, and the letter is written", async () => {
  const { router } = await begun();
  expect(chosen("Template")).toContain("Bureau dispute");
  expect(chosen("To")).toContain("Equifax");
  await user.keyboard("jk");
  expect(chosen("Template")).toContain("Bureau dispute");
  await user.tab();
  await user.keyboard("j");
  expect(chosen("To")).toContain("Experian");
  await user.tab();
  await user.keyboard("xjx");
  await screen.findByText("Bureau dispute to Experian, about 2 items");
  await user.keyboard("{Control>}{Enter}{/Control}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/2/letters/7"));
  expect(desk.argsOf("letters_begin")).toEqual([
    {
      clientId: 2,
      templateId: 1,
      recipient: desk.letterChoices.recipients[1],
      // Abbey Bank is Experian's and stands first; Cedar Auto is the first of the others.
      itemIds: [11, 12],
    },
  ]);
});

test("recipients follow the template, and somebody else can always be named", async () => {
  await begun();
  await user.click(screen.getByRole("radio", { name: /Furnisher dispute/ }));
  // Abbey Bank has nothing to do with the client, so nobody is chosen yet.
  expect(within(group("To")).queryByRole("radio", { checked: true })).toBeNull();
  await user.click(screen.getByRole("radio", { name: /Another recipient/ }));
  await user.click(screen.getByRole("button", { name: "Write the letter" }));
  await waitFor(() => expect(desk.argsOf("letters_begin")).toHaveLength(1));
  expect(desk.argsOf("letters_begin")[0]).toMatchObject({
    templateId: 2,
    recipient: { kind: "furnisher", to: { name: "", street: "" } },
  });
});

test("the items of the chosen bureau stand first", async () => {
  await begun();
  const about = group("About");
  const names = () =>
    within(about)
      .getAllByRole("checkbox")
      .map((box) => box.closest("label")?.textContent);
  expect(about.textContent).toContain("Reported to Equifax");
  expect(names()[0]).toContain("Cedar Auto");
  await user.click(screen.getByRole("radio", { name: /Experian/ }));
  expect(names()[0]).toContain("Abbey Bank");
});

test("w begins a letter about the item in hand, to the bureau that has it", async () => {
  desk.items = [item(12, "Abbey Bank", { bureau: "experian" })];
  renderApp("/clients/2/items");
  await screen.findByRole("grid", { name: "Negative items" });
  await user.keyboard("w");
  await screen.findByRole("group", { name: "Template" });
  expect(chosen("To")).toContain("Experian");
  expect(chosen("About")).toContain("Abbey Bank");
});

test("the details of an item lead to a letter about it", async () => {
  desk.items = [item(13, "Birch Credit")];
  renderApp("/clients/2/items?details=true");
  await user.click(await screen.findByRole("button", { name: "Write a letter about this item" }));
  await screen.findByRole("group", { name: "Template" });
  expect(chosen("About")).toContain("Birch Credit");
});

test("words narrow the templates; Escape clears them, then leads back", async () => {
  const { router } = await begun();
  await user.keyboard("/furnisher");
  expect(within(group("Template")).getAllByRole("radio")).toHaveLength(1);
  await user.keyboard("{Escape}");
  expect(within(group("Template")).getAllByRole("radio")).toHaveLength(2);
  await user.keyboard("{Escape}{Escape}");
  await waitFor(() => expect(router.state.location.search).toEqual({}));
});

test("a letter that was not begun says why, and what was chosen stays", async () => {
  desk.answer("letters_begin", () => refusal("failed", "The disk is full."));
  await begun();
  await user.click(screen.getByRole("checkbox", { name: /Cedar Auto/ }));
  await user.click(screen.getByRole("button", { name: "Write the letter" }));
  await screen.findByText("The letter was not begun. The disk is full.");
  expect(chosen("About")).toContain("Cedar Auto");
});

test("without templates there is nothing to begin from", async () => {
  desk.letterChoices = letterChoices({ templates: [], fetched_at: null });
  renderApp("/clients/2/letters?write=true");
  await screen.findByText("No templates are here yet");
});

test("templates that cannot be read can be tried again", async () => {
  desk.answer("letters_choices", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients/2/letters?write=true");
  await screen.findByText("The disk did not answer.");
  desk.answer("letters_choices", () => desk.letterChoices);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("group", { name: "Template" });
});
