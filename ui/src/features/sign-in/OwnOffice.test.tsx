import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { type FakeBridge, refusal, startBridge } from "../../test/bridge";
import { ownOffice, syncStatus } from "../../test/notes";
import { renderApp } from "../../test/render";

const KEY = "abcde-fghjk-mnpqr-stuvw";

const FIRM: Record<string, string> = {
  "Name of the firm": "Evergreen Credit",
  Street: "1200 Unbuilt Street",
  City: "Tulsa",
  State: "ok",
  "ZIP code": "74103",
  "First name": "Dana",
  "Last name": "Whitfield",
  "E-mail": "dana@example.com",
  Password: "a long password",
  "Password again": "a long password",
};

let bridge: FakeBridge;
let user: UserEvent;

beforeEach(() => {
  bridge = startBridge({
    opening: () => ({ state: "sign_in", accounts: [] }),
    office_state: () => false,
    clients_list: () => ({ rows: [], total: 0, offset: 0 }),
    sync_status: () => syncStatus(),
  });
  user = userEvent.setup();
});

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label);
}

function button(name: string): HTMLButtonElement {
  return screen.getByRole<HTMLButtonElement>("button", { name });
}

function argsOf(command: string): unknown[] {
  return bridge.asked.filter((asked) => asked.command === command).map(({ args }) => args);
}

function errorOf(label: string): string {
  const ids = field(label).getAttribute("aria-describedby")?.split(" ") ?? [];
  return ids.map((id) => document.getElementById(id)?.textContent ?? "").join(" ");
}

async function fill(label: string, text: string): Promise<void> {
  await user.clear(field(label));
  await user.click(field(label));
  await user.paste(text);
}

/** Puts the office into the right half, at the form whose heading this is. */
async function open(heading: string): Promise<void> {
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Open your office" }));
  await screen.findByRole("heading", { name: heading });
}

async function setUp(changes: Record<string, string> = {}): Promise<void> {
  await open("Set up your office");
  for (const [label, text] of Object.entries({ ...FIRM, ...changes })) await fill(label, text);
  await user.click(button("Set up"));
}

test("a form that was not filled in names each field and sends nothing", async () => {
  await open("Set up your office");
  expect(document.activeElement).toBe(field("Name of the firm"));
  await user.click(button("Set up"));
  expect(errorOf("Name of the firm")).toContain("Enter the name of your firm.");
  expect(errorOf("State")).toContain("Two letters.");
  expect(errorOf("Password")).toContain("Use 12 characters or more");
  expect(errorOf("Phone, if you like")).toBe("");
  expect(argsOf("office_set_up")).toEqual([]);
});

test("a password that was repeated wrongly is found before anything is sent", async () => {
  await setUp({ "Password again": "a long passwort" });
  expect(errorOf("Password again")).toContain("The two passwords are not the same.");
  expect(document.activeElement).toBe(field("Password again"));
  expect(argsOf("office_set_up")).toEqual([]);
});

test("what the office says of a field stands there, and nothing typed is lost", async () => {
  bridge.answer("office_set_up", () =>
    refusal("invalid", "Some fields need another look.", {
      fields: { zip: "`firm.zip` is no ZIP code." },
    }),
  );
  await setUp();
  await waitFor(() => expect(errorOf("ZIP code")).toContain("The ZIP code is no ZIP code."));
  expect(document.activeElement).toBe(field("ZIP code"));
  expect(field("Password").value).toBe("a long password");
  expect(screen.queryByRole("alert")).toBeNull();
});

test("a failure of no field is said above the form", async () => {
  bridge.answer("office_set_up", () => refusal("vault_locked", "The keychain is locked."));
  await setUp();
  expect((await screen.findByRole("alert")).textContent).toBe("The keychain is locked.");
  expect(field("City").value).toBe("Tulsa");
});

test("while the office is made nothing leads away from its key", async () => {
  bridge.answer("office_set_up", () => new Promise(() => undefined));
  await setUp();
  for (const name of [
    "Open your office",
    "Open the practice office",
    "Restore it from a backup",
    "Sign in to a portal instead",
  ]) {
    expect(button(name).disabled).toBe(true);
  }
});

test("an office that was not made can be left again", async () => {
  bridge.answer("office_set_up", () => refusal("vault_locked", "The keychain is locked."));
  await setUp();
  await screen.findByRole("alert");
  expect(button("Sign in to a portal instead").disabled).toBe(false);
  expect(button("Open the practice office").disabled).toBe(false);
});

test("the key is shown, and nothing leads on or away before it is kept", async () => {
  bridge.answer("office_set_up", () => KEY);
  bridge.answer("sign_in_office", () => ownOffice);
  await setUp();
  await screen.findByRole("heading", { name: "The key to your backups" });
  expect(field("Recovery key").value).toBe(KEY);
  expect(argsOf("office_set_up")).toEqual([
    {
      office: {
        name: "Evergreen Credit",
        street: "1200 Unbuilt Street",
        city: "Tulsa",
        state: "OK",
        zip: "74103",
        phone: "",
        first_name: "Dana",
        last_name: "Whitfield",
        email: "dana@example.com",
        password: "a long password",
      },
    },
  ]);
  expect(button("Go to work").disabled).toBe(true);
  expect(button("Open the practice office").disabled).toBe(true);
  expect(screen.queryByRole("button", { name: "Sign in to a portal instead" })).toBeNull();

  await user.click(field("I have written it down or keep it in a safe place"));
  expect(button("Open the practice office").disabled).toBe(false);
  await user.click(button("Go to work"));
  await screen.findByRole("button", { name: /^Account of/ });
  expect(argsOf("sign_in_office")).toEqual([
    { office: { email: "dana@example.com", password: "a long password" } },
  ]);
  expect(document.body.innerHTML).not.toContain(KEY);
});

test("a backup brings the office back, with its own key only", async () => {
  const fields = { recovery_key: "`recovery_key` does not open this backup." };
  bridge.answer("office_restore", () => refusal("invalid", "Not accepted.", { fields }));
  await open("Set up your office");
  await user.click(button("Restore it from a backup"));
  expect(document.activeElement).toBe(field("Recovery key"));
  await user.click(button("Choose the backup…"));
  expect(errorOf("Recovery key")).toContain("Enter the recovery key of the backup.");
  expect(argsOf("office_restore")).toEqual([]);

  await fill("Recovery key", "wrong");
  await user.click(button("Choose the backup…"));
  await waitFor(() =>
    expect(errorOf("Recovery key")).toContain("The recovery key does not open this backup."),
  );
  bridge.answer("office_restore", () => true);
  bridge.answer("office_state", () => true);
  await fill("Recovery key", ` ${KEY} `);
  await user.click(button("Choose the backup…"));
  await screen.findByText("Your office is restored. Sign in as before.");
  await screen.findByRole("heading", { name: "Sign in to your office" });
  expect(argsOf("office_restore")).toEqual([{ recoveryKey: "wrong" }, { recoveryKey: KEY }]);
});

test("who thinks better of the backup is where they were", async () => {
  bridge.answer("office_restore", () => false);
  await open("Set up your office");
  await user.click(button("Restore it from a backup"));
  await fill("Recovery key", KEY);
  await user.click(button("Choose the backup…"));
  await waitFor(() => expect(argsOf("office_restore")).toHaveLength(1));
  await waitFor(() => expect(button("Choose the backup…").disabled).toBe(false));
  expect(field("Recovery key").value).toBe(KEY);
  await user.click(button("Set up a new office"));
  await screen.findByRole("heading", { name: "Set up your office" });
});

test("an office that is set up is signed in to", async () => {
  const words = "The e-mail address or the password is wrong.";
  bridge.answer("office_state", () => true);
  bridge.answer("sign_in_office", () => refusal("failed", words));
  await open("Sign in to your office");
  expect(document.activeElement).toBe(field("E-mail"));
  await fill("E-mail", " dana@example.com ");
  await fill("Password", "wrong");
  await user.click(button("Sign in"));
  expect((await screen.findByRole("alert")).textContent).toBe(words);
  expect(field("Password").value).toBe("wrong");

  bridge.answer("sign_in_office", () => ownOffice);
  await fill("Password", "a long password");
  await user.click(button("Sign in"));
  await screen.findByRole("button", { name: /^Account of/ });
  expect(argsOf("sign_in_office").at(-1)).toEqual({
    office: { email: "dana@example.com", password: "a long password" },
  });
});

test("an office that does not open says why and can be tried again", async () => {
  bridge.answer("office_state", () => refusal("failed", "The disk did not answer."));
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Open your office" }));
  await screen.findByText("Your office could not be opened. The disk did not answer.");
  bridge.answer("office_state", () => true);
  await user.click(button("Try again"));
  await screen.findByRole("heading", { name: "Sign in to your office" });
});

test("an account of the office whose session has ended is filled in", async () => {
  bridge.answer("opening", () => ({ state: "sign_in", accounts: [ownOffice] }));
  bridge.answer("office_state", () => true);
  bridge.answer("open_account", () => refusal("signed_out", "This session has ended."));
  renderApp();
  await user.click(await screen.findByRole("button", { name: /Evergreen Credit/ }));
  await screen.findByText(/The session of dana@example.com has ended/);
  expect(field("E-mail").value).toBe("dana@example.com");
  expect(document.activeElement).toBe(field("Password"));
});

test("a quiet way leads back to the portal", async () => {
  await open("Set up your office");
  await user.click(button("Sign in to a portal instead"));
  await screen.findByRole("heading", { name: "A portal" });
  expect(document.activeElement).toBe(field("Server address"));
});
