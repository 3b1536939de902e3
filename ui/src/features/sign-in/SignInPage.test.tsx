import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type FakeBridge, refusal, startBridge } from "../../test/bridge";
import { renderApp } from "../../test/render";

const portal = {
  id: "p",
  kind: "portal",
  place: "portal.example.com",
  server: "https://portal.example.com",
  agent: "Dana Whitfield",
  email: "dana@example.com",
};

let bridge: FakeBridge;

beforeEach(() => {
  bridge = startBridge({ opening: () => ({ state: "sign_in", accounts: [portal] }) });
});

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label);
}

async function fillIn(user: UserEvent): Promise<void> {
  await screen.findByRole("heading", { name: "A portal" });
  await user.type(field("Server address"), "portal.example.com");
  await user.type(field("API key"), "key");
  await user.type(field("E-mail"), "dana@example.com");
  await user.type(field("Password"), "secret");
  await user.click(screen.getByRole("button", { name: "Sign in" }));
}

function errorOf(label: string): string {
  const ids = field(label).getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}

test("an empty form names each field and sends nothing", async () => {
  const user = userEvent.setup();
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Sign in" }));
  expect(errorOf("Server address")).toContain("Enter the address of your portal.");
  expect(errorOf("Password")).toContain("Enter your password.");
  expect(document.activeElement).toBe(field("Server address"));
  expect(bridge.asked.some(({ command }) => command === "sign_in_portal")).toBe(false);
});

test("what the server says of a field stands at that field, and nothing typed is lost", async () => {
  const user = userEvent.setup();
  bridge.answer("sign_in_portal", () =>
    refusal("invalid", "The portal did not accept this.", {
      fields: { api_key: "The portal does not know this key." },
    }),
  );
  renderApp();
  await fillIn(user);
  await waitFor(() => expect(errorOf("API key")).toContain("does not know this key"));
  expect(field("Password").value).toBe("secret");
  expect(document.activeElement).toBe(field("API key"));
});

test("a failure of no field is said above the form", async () => {
  const user = userEvent.setup();
  bridge.answer("sign_in_portal", () => refusal("offline", "The portal cannot be reached."));
  renderApp();
  await fillIn(user);
  expect((await screen.findByRole("alert")).textContent).toBe("The portal cannot be reached.");
  expect(field("Server address").value).toBe("portal.example.com");
});

test("the address is sent whole", async () => {
  const user = userEvent.setup();
  bridge.answer("sign_in_portal", () => refusal("offline", "The portal cannot be reached."));
  renderApp();
  await fillIn(user);
  await screen.findByRole("alert");
  expect(bridge.asked.at(-1)?.args).toEqual({
    portal: {
      server: "https://portal.example.com",
      api_key: "key",
      email: "dana@example.com",
      password: "secret",
    },
  });
});

test("an account whose session has ended is filled in, to sign in again", async () => {
  const user = userEvent.setup();
  bridge.answer("open_account", () => refusal("signed_out", "This session has ended."));
  renderApp();
  await user.click(await screen.findByRole("button", { name: /portal\.example\.com/ }));
  await screen.findByText(/The session of dana@example.com has ended/);
  expect(field("Server address").value).toBe("https://portal.example.com");
  expect(field("E-mail").value).toBe("dana@example.com");
});

test("a locked machine shows its message and can be tried again", async () => {
  const user = userEvent.setup();
  bridge.answer("opening", () => ({ state: "locked", message: "The keychain is locked." }));
  renderApp();
  await screen.findByText("The keychain is locked.");
  bridge.answer("opening", () => ({ state: "sign_in", accounts: [] }));
  await user.click(screen.getByRole("button", { name: "Try again" }));
  await screen.findByRole("button", { name: "Open the practice office" });
});
