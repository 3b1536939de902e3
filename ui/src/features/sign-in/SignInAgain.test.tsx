import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { portal, syncStatus, waitingNote } from "../../test/notes";
import { renderApp } from "../../test/render";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  desk.answer("sync_status", () => syncStatus("signed_out"));
  user = userEvent.setup();
});

async function password(): Promise<HTMLInputElement> {
  return screen.findByLabelText<HTMLInputElement>("Password of dana@example.com");
}

test("the password is all that is asked for", async () => {
  desk.answer("sign_in_again", () => {
    desk.answer("sync_status", () => syncStatus());
    return null;
  });
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  await user.type(await password(), "secret{Enter}");
  await screen.findByRole("button", { name: /^Synced/ });
  expect(desk.argsOf("sign_in_again")).toEqual([{ password: "secret" }]);
  await waitFor(() => expect(screen.queryByLabelText(/^Password of/)).toBeNull());
});

test("a wrong password is said at the field and stays in it", async () => {
  desk.answer("sign_in_again", () =>
    refusal("invalid", "Not accepted.", { fields: { password: "This password is not right." } }),
  );
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  await user.type(await password(), "wrong{Enter}");
  await screen.findByText("This password is not right.");
  expect((await password()).value).toBe("wrong");
});

test("a failure of no field is said above it", async () => {
  desk.answer("sign_in_again", () => refusal("offline", "The server cannot be reached."));
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  await user.type(await password(), "secret{Enter}");
  await screen.findByText("The server cannot be reached.");
  expect((await password()).value).toBe("secret");
});

const microsoft = { tenant: "firm.example", client_id: "054b4106-174b-46b0-97f8-86d8d7b6f0af" };

async function beginMicrosoft(): Promise<void> {
  desk.answer("opening", () => ({ state: "open", account: { ...portal, microsoft } }));
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Sign in again" }));
  const begin = await screen.findByRole("button", { name: "Sign in with Microsoft" });
  await waitFor(() => expect(document.activeElement).toBe(begin));
  await user.keyboard("{Enter}");
}

test("who signs in with Microsoft does so again, without a password", async () => {
  let comeBack: () => void = () => undefined;
  desk.answer("sign_in_again_microsoft", () => {
    return new Promise((resolve) => {
      comeBack = () => resolve(null);
    });
  });
  await beginMicrosoft();
  await screen.findByText("Finish signing in in your browser.");
  expect(screen.queryByLabelText(/^Password of/)).toBeNull();
  desk.answer("sync_status", () => syncStatus());
  comeBack();
  await screen.findByRole("button", { name: /^Synced/ });
  expect(desk.argsOf("sign_in_again_microsoft")).toEqual([{}]);
  expect(desk.argsOf("cancel_sign_in")).toEqual([]);
});

test("closing the dialog ends the wait for the browser", async () => {
  desk.answer("sign_in_again_microsoft", () => new Promise(() => undefined));
  await beginMicrosoft();
  await screen.findByText("Finish signing in in your browser.");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(desk.argsOf("cancel_sign_in")).toHaveLength(1));
});

test("what Microsoft says no with is told, and it can be tried again", async () => {
  const words = "Microsoft did not sign you in (access denied).";
  desk.answer("sign_in_again_microsoft", () => refusal("failed", words));
  await beginMicrosoft();
  expect((await screen.findByRole("alert")).textContent).toBe(words);
  await screen.findByRole("button", { name: "Sign in with Microsoft" });
});

test("what waits leads to signing in again", async () => {
  desk.operations = [waitingNote(4, "First.")];
  renderApp("/waiting");
  await screen.findByText(/All of this is sent once you sign in again/);
  const [, inRoom] = await screen.findAllByRole("button", { name: "Sign in again" });
  if (inRoom === undefined) throw new Error("the room does not offer to sign in again");
  await user.click(inRoom);
  await password();
});
