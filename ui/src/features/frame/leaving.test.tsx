import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { portal, waitingNote } from "../../test/notes";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
});

async function menu(item: string): Promise<void> {
  await user.click(await screen.findByRole("button", { name: "Account of Dana Whitfield" }));
  await user.click(await screen.findByRole("menuitem", { name: item }));
}

function closes(): void {
  const leave = () => {
    desk.answer("opening", () => ({ state: "sign_in", accounts: [portal] }));
    return null;
  };
  desk.answer("close_account", leave);
  desk.answer("sign_out", leave);
  desk.answer("open_account", () => {
    desk.answer("opening", () => ({ state: "open", account: portal }));
    return portal;
  });
}

test("switching leads to the accounts of this machine and erases nothing", async () => {
  closes();
  renderApp();
  await menu("Switch account…");
  await screen.findByRole("button", { name: /portal\.example\.com/ });
  expect(desk.argsOf("close_account")).toHaveLength(1);
  expect(desk.argsOf("sign_out")).toHaveLength(0);
});

test("a draft is still there when the account is opened again", async () => {
  closes();
  const { router } = renderApp("/clients/2/notes");
  await user.type(await screen.findByLabelText("Note about Maria Lopez"), "Half a thought");
  await menu("Switch account…");
  await user.click(await screen.findByRole("button", { name: /portal\.example\.com/ }));
  await screen.findByRole("heading", { name: "Maria Lopez" });
  const box = await screen.findByLabelText<HTMLTextAreaElement>("Note about Maria Lopez");
  expect(box.value).toBe("Half a thought");
  expect(router.state.location.pathname).toBe("/clients/2/notes");
});

test("an account that cannot be closed says why and stays open", async () => {
  desk.answer("close_account", () => refusal("failed", "The disk did not answer."));
  renderApp();
  await menu("Switch account…");
  await screen.findByText("The disk did not answer.");
  await screen.findByRole("row", { name: /Ana Abel/ });
});

test("signing out says what stays sealed here and which draft would be lost", async () => {
  desk.operations = [waitingNote(4, "First."), waitingNote(5, "Second.")];
  renderApp("/clients/2/notes");
  await user.type(await screen.findByLabelText("Note about Maria Lopez"), "Half a thought");
  await menu("Sign out…");
  await screen.findByText(/2 notes that are not on the server yet/);
  await screen.findByText(/lost too: what you wrote about Maria Lopez/);
});

test("signing out with everything sent speaks of nothing sealed", async () => {
  renderApp();
  await menu("Sign out…");
  await screen.findByRole("button", { name: "Sign out and erase" });
  expect(screen.queryByText("Sealed here")).toBeNull();
});

test("a draft does not outlive the sign-out", async () => {
  closes();
  renderApp("/clients/2/notes");
  await user.type(await screen.findByLabelText("Note about Maria Lopez"), "Half a thought");
  await menu("Sign out…");
  await user.click(await screen.findByRole("button", { name: "Sign out and erase" }));
  await user.click(await screen.findByRole("button", { name: /portal\.example\.com/ }));
  const box = await screen.findByLabelText<HTMLTextAreaElement>("Note about Maria Lopez");
  await waitFor(() => expect(box.value).toBe(""));
});
