import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type FakeBridge, refusal, startBridge } from "../../test/bridge";
import { syncStatus } from "../../test/notes";
import { renderApp } from "../../test/render";

const portal = {
  id: "p",
  kind: "portal",
  place: "portal.example.com",
  server: "https://portal.example.com",
  agent: "Dana Whitfield",
  email: "dana@example.com",
  microsoft: null,
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

const CLIENT_ID = "054b4106-174b-46b0-97f8-86d8d7b6f0af";

async function chooseMicrosoft(user: UserEvent): Promise<void> {
  await user.click(await screen.findByRole("radio", { name: "With Microsoft" }));
}

async function signInWithMicrosoft(user: UserEvent): Promise<void> {
  await chooseMicrosoft(user);
  await user.type(field("Server address"), "portal.example.com");
  await user.type(field("API key"), "key");
  await user.type(field("Tenant"), "firm.example.com");
  await user.type(field("Client ID"), `${CLIENT_ID}{Enter}`);
}

function commands(): string[] {
  return bridge.asked.map(({ command }) => command);
}

test("with Microsoft the tenant and the client ID are asked for in place of a password", async () => {
  const user = userEvent.setup();
  renderApp();
  await chooseMicrosoft(user);
  expect(screen.queryByLabelText("Password")).toBeNull();
  await user.click(screen.getByRole("button", { name: "Sign in with Microsoft" }));
  expect(errorOf("Tenant")).toContain("Enter your company’s tenant at Microsoft.");
  expect(errorOf("Client ID")).toContain("Enter the portal’s client ID at Microsoft.");
  expect(document.activeElement).toBe(field("Server address"));
  expect(commands()).not.toContain("sign_in_microsoft");
});

test("while the browser is waited for the form says so, and then the account is open", async () => {
  const user = userEvent.setup();
  let comeBack: (account: object) => void = () => undefined;
  bridge.answer("sign_in_microsoft", () => {
    return new Promise((resolve) => {
      comeBack = resolve;
    });
  });
  bridge.answer("clients_list", () => ({ rows: [], total: 0, offset: 0 }));
  bridge.answer("sync_status", () => syncStatus());
  renderApp();
  await signInWithMicrosoft(user);
  await screen.findByText("Finish signing in in your browser.");
  expect(bridge.asked.at(-1)).toEqual({
    command: "sign_in_microsoft",
    args: {
      portal: {
        server: "https://portal.example.com",
        api_key: "key",
        tenant: "firm.example.com",
        client_id: CLIENT_ID,
      },
    },
  });
  comeBack({ ...portal, microsoft: { tenant: "firm.example.com", client_id: CLIENT_ID } });
  await screen.findByRole("button", { name: /^Account of/ });
  expect(commands()).not.toContain("cancel_sign_in");
});

test("the wait is cancelled by one key, and nothing typed is lost", async () => {
  const user = userEvent.setup();
  bridge.answer("sign_in_microsoft", () => new Promise(() => undefined));
  renderApp();
  await signInWithMicrosoft(user);
  const cancel = await screen.findByRole("button", { name: "Cancel" });
  expect(document.activeElement).toBe(cancel);
  await user.keyboard("{Enter}");
  const again = await screen.findByRole("button", { name: "Sign in with Microsoft" });
  await waitFor(() => expect(document.activeElement).toBe(again));
  expect(field("Tenant").value).toBe("firm.example.com");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(commands().filter((command) => command === "cancel_sign_in")).toHaveLength(1);
});

test("what Microsoft or the portal says no with stands above the form", async () => {
  const user = userEvent.setup();
  const words = "The portal did not sign you in. Signing in with Microsoft is not set up here.";
  bridge.answer("sign_in_microsoft", () => refusal("failed", words));
  renderApp();
  await signInWithMicrosoft(user);
  expect((await screen.findByRole("alert")).textContent).toBe(words);
  expect(field("Client ID").value).toBe(CLIENT_ID);
});

test("what is said of the tenant stands at its field", async () => {
  const user = userEvent.setup();
  bridge.answer("sign_in_microsoft", () =>
    refusal("invalid", "Some fields need another look.", { fields: { tenant: "No such tenant." } }),
  );
  renderApp();
  await signInWithMicrosoft(user);
  await waitFor(() => expect(errorOf("Tenant")).toContain("No such tenant."));
  await waitFor(() => expect(document.activeElement).toBe(field("Tenant")));
});

test("an account that signs in with Microsoft is filled in that way", async () => {
  const user = userEvent.setup();
  const microsoft = { tenant: "firm.example.com", client_id: CLIENT_ID };
  bridge.answer("opening", () => ({ state: "sign_in", accounts: [{ ...portal, microsoft }] }));
  bridge.answer("open_account", () => refusal("signed_out", "This session has ended."));
  renderApp();
  await user.click(await screen.findByRole("button", { name: /portal\.example\.com/ }));
  await screen.findByText(/The session of dana@example.com has ended/);
  expect(field("Tenant").value).toBe("firm.example.com");
  expect(field("Client ID").value).toBe(CLIENT_ID);
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
