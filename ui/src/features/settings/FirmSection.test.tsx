import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
});

async function nameField(): Promise<HTMLInputElement> {
  renderApp("/settings");
  await screen.findByRole("form", { name: "Your firm" });
  return screen.getByLabelText("Name");
}

function save(): HTMLButtonElement {
  return screen.getByRole("button", { name: "Save" });
}

test("the firm is changed, and saved by Enter", async () => {
  const field = await nameField();
  expect(field.value).toBe("Evergreen Credit");
  expect(save().disabled).toBe(true);
  await user.type(field, " LLC{Enter}");
  await screen.findByText("Saved on this machine");
  expect(desk.firm).toMatchObject({ name: "Evergreen Credit LLC", city: "Tulsa" });
  expect(save().disabled).toBe(true);
});

test("a field that is not accepted says why, and what was written stays", async () => {
  const fields = { zip: "A ZIP code has five digits." };
  desk.answer("firm_set", () => refusal("invalid", "Not accepted.", { fields }));
  await nameField();
  await user.type(screen.getByLabelText("ZIP code"), "9");
  await user.click(save());
  await screen.findByText("A ZIP code has five digits.");
  expect(screen.getByLabelText<HTMLInputElement>("ZIP code").value).toBe("741039");
  await user.type(screen.getByLabelText("ZIP code"), "{Backspace}");
  await waitFor(() => expect(screen.queryByText("A ZIP code has five digits.")).toBeNull());
});

test("a firm that cannot be read can be tried again", async () => {
  desk.answer("firm_get", () => refusal("failed", "The disk did not answer."));
  renderApp("/settings");
  await screen.findByText("Your firm could not be read. The disk did not answer.");
  desk.answer("firm_get", () => desk.firm);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("form", { name: "Your firm" });
});
