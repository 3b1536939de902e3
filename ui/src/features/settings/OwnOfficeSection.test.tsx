import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { ownOffice } from "../../test/notes";
import { renderApp } from "../../test/render";

const KEY = "abcde-fghjk-mnpqr-stuvw";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  desk.answer("opening", () => ({ state: "open", account: ownOffice }));
  user = userEvent.setup();
});

async function settings(): Promise<void> {
  renderApp("/settings");
  await screen.findByRole("heading", { name: "Your office" });
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole<HTMLButtonElement>("button", { name });
}

test("a backup is saved, and it is said when", async () => {
  let saved: (answer: boolean) => void = () => undefined;
  desk.answer("office_backup", () => {
    return new Promise((resolve) => {
      saved = resolve;
    });
  });
  await settings();
  await user.click(button("Save a backup…"));
  await waitFor(() => expect(button("Save a backup…").disabled).toBe(true));
  saved(true);
  await screen.findByText("just now");
  expect(button("Save a backup…").disabled).toBe(false);
});

test("who thinks better of a backup is told nothing", async () => {
  desk.answer("office_backup", () => false);
  await settings();
  await user.click(button("Save a backup…"));
  await waitFor(() => expect(desk.argsOf("office_backup")).toHaveLength(1));
  await waitFor(() => expect(button("Save a backup…").disabled).toBe(false));
  expect(screen.queryByText("just now")).toBeNull();
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a backup that is not saved says why", async () => {
  desk.answer("office_backup", () => refusal("failed", "The disk is full."));
  await settings();
  await user.click(button("Save a backup…"));
  expect((await screen.findByRole("alert")).textContent).toBe("Not saved. The disk is full.");
});

test("a new recovery key is made with the password, and gone when it is done with", async () => {
  const fields = { password: "`password` is wrong." };
  desk.answer("office_new_key", () => refusal("invalid", "Not accepted.", { fields }));
  await settings();
  await user.click(button("New recovery key…"));
  const password = screen.getByLabelText<HTMLInputElement>("Your password");
  expect(document.activeElement).toBe(password);
  await user.keyboard("{Enter}");
  await screen.findByText("Enter your password.");
  await user.type(password, "wrong{Enter}");
  await screen.findByText("The password is wrong.");

  desk.answer("office_new_key", () => KEY);
  await user.clear(password);
  await user.type(password, "a long password{Enter}");
  const key = await screen.findByLabelText<HTMLTextAreaElement>("Recovery key");
  expect(key.value).toBe(KEY);
  expect(desk.argsOf("office_new_key").at(-1)).toEqual({ password: "a long password" });
  await user.click(button("Done"));
  expect(screen.queryByLabelText("Recovery key")).toBeNull();
  expect(document.activeElement).toBe(button("New recovery key…"));
});

test("the office is called what it is, in the account and on this machine", async () => {
  desk.answer("on_this_machine", () => ({
    folder: "/data/redress",
    cache_bytes: 4096,
    work_bytes: 4096,
    clients: 3,
    office_folder: "/data/office",
    keychain: "Keychain",
  }));
  await settings();
  await screen.findByText("Your own office, on this machine");
  await screen.findByText("/data/office");
  expect(screen.queryByText("Practice office")).toBeNull();
});

test("signing out says that the office stays", async () => {
  await settings();
  await user.click(button("Sign out…"));
  await screen.findByText(/^Your office with everything in it stays on this machine\./);
  await screen.findByText(/^This account’s copy of 3 clients on this machine/);
});

test("only an account of the own office has backups", async () => {
  desk = startDesk();
  renderApp("/settings");
  await screen.findByRole("heading", { name: "Your firm" });
  expect(screen.queryByRole("heading", { name: "Your office" })).toBeNull();
});
