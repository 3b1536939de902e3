import type { Page } from "playwright-core";
import { expect } from "vitest";
import { Office, type SignIn } from "../harness/office";
import { freePorts } from "../harness/port";
import { until } from "../harness/until";
import { count, field, grid, offline, rows, signIn, synced } from "./agent";
import { test as base } from "./app";
import { look } from "./look";

const test = base.extend<{ portal: Office }>({
  /** A portal with 60 clients that the app does not run itself. */
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  portal: async ({}, use) => {
    const portal = await Office.open(60);
    await use(portal);
    await portal.close();
  },
});

const NOWHERE: SignIn = {
  server: "",
  api_key: "key-of-nobody",
  email: "pat@example.com",
  password: "not a secret",
};

async function typed(page: Page): Promise<SignIn> {
  const [server, api_key, email, password] = await Promise.all([
    field(page, "server").inputValue(),
    field(page, "api_key").inputValue(),
    field(page, "email").inputValue(),
    field(page, "password").inputValue(),
  ]);
  return { server, api_key, email, password };
}

test("the first screen looks right and everyone can use it", async ({ open }) => {
  const { page, errors } = await open();
  await page.getByRole("heading", { name: "Redress" }).waitFor();
  await look(page, "sign-in", "empty");
  expect(errors).toEqual([]);
});

test("empty fields are named, each at its place", async ({ open }) => {
  const { page } = await open();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  for (const sentence of [
    "Enter the address of your portal.",
    "Enter the API key of your portal.",
    "Enter the e-mail address you sign in with.",
    "Enter your password.",
  ]) {
    await page.getByText(sentence).waitFor();
  }
  await look(page, "sign-in", "failed");
});

test("an address without encryption is refused, and what was typed stays", async ({ open }) => {
  const { page } = await open();
  const wrong = { ...NOWHERE, server: "http://portal.example.com" };
  await signIn(page, wrong);
  await page.getByText("The address must begin with https://.").waitFor();
  expect(await typed(page)).toEqual(wrong);
});

test("a portal that does not answer is told, and what was typed stays", async ({ open }) => {
  const { page } = await open();
  const [port] = await freePorts(1);
  const silent = { ...NOWHERE, server: `http://127.0.0.1:${port}` };
  await signIn(page, silent);
  await page.getByRole("alert").waitFor();
  expect(await typed(page)).toEqual(silent);
  await look(page, "sign-in", "offline");
});

test("a wrong password is told, and what was typed stays", async ({ open, portal }) => {
  const { page } = await open();
  const wrong = { ...(await portal.signIn()), password: "not the password" };
  await signIn(page, wrong);
  await page.getByRole("alert").or(page.locator("[aria-invalid=true]")).first().waitFor();
  expect(await typed(page)).toEqual(wrong);
});

test("an office that knows no Microsoft says so once the browser is back, and what was typed stays", async ({
  open,
  portal,
}) => {
  const app = await open();
  const { page } = app;
  const { server, api_key } = await portal.signIn();
  await page.getByText("With Microsoft").click();
  await field(page, "server").fill(server);
  await field(page, "api_key").fill(api_key);
  const tenant = page.getByLabel("Tenant", { exact: true });
  await tenant.fill("firm.example.com");
  const clientId = page.getByLabel("Client ID", { exact: true });
  await clientId.fill("054b4106-174b-46b0-97f8-86d8d7b6f0af");
  await look(page, "sign-in", "microsoft");
  await clientId.press("Enter");
  await page.getByText("Finish signing in in your browser.").waitFor();
  await look(page, "sign-in", "in-browser");

  const opened = await until("a page in the browser", async () => (await app.opened()).at(-1));
  const asked = new URL(opened).searchParams;
  const back = new URL((asked.get("redirect_uri") ?? "").replace("localhost", "127.0.0.1"));
  back.searchParams.set("code", "a-code");
  back.searchParams.set("state", asked.get("state") ?? "");
  expect(await (await fetch(back)).text()).toContain("Go back to Redress");
  await page
    .getByRole("alert")
    .getByText(/not set up here/)
    .waitFor();
  expect(await tenant.inputValue()).toBe("firm.example.com");
  await look(page, "sign-in", "microsoft-refused");
});

test("the clients of a portal stay readable without it, and it is found again", async ({
  open,
  portal,
}) => {
  const { page } = await open();
  await signIn(page, await portal.signIn());
  await grid(page).waitFor();
  await synced(page);
  await count(page, "60 clients").waitFor();

  await portal.stop();
  await page.keyboard.press("Shift+S");
  await offline(page);
  await count(page, /^60 clients · as of/).waitFor();
  await look(page, "clients", "offline");
  await page.reload();
  await count(page, /^60 clients/).waitFor();
  expect(await rows(page).count()).toBeGreaterThan(0);

  await portal.start();
  await page.keyboard.press("Shift+S");
  await synced(page);
});

test("a firm without clients is told so, and what comes next", async ({ open }) => {
  const firm = await Office.open(0);
  try {
    const { page } = await open();
    await signIn(page, await firm.signIn());
    await synced(page);
    await page.getByText("There are no clients").waitFor();
    await look(page, "clients", "empty");
  } finally {
    await firm.close();
  }
});

test("a session that the portal has ended is told, and the clients stay readable", async ({
  open,
  portal,
}) => {
  const { page } = await open();
  await signIn(page, await portal.signIn());
  await grid(page).waitFor();
  await synced(page);

  await portal.startAnew();
  await page.keyboard.press("Shift+S");
  await page.getByRole("button", { name: "Sign in again" }).click();
  const story = page.getByRole("dialog").filter({ hasText: "The server ended this session." });
  await story.waitFor();
  await look(page, "sign-in-again", "filled");
  await count(page, /^60 clients/).waitFor();

  // The office that answers now does not know the key either, so the right password is not enough.
  await story.getByLabel(/^Password of/).fill((await portal.signIn()).password);
  await story.getByRole("button", { name: "Sign in again" }).click();
  await story.getByRole("alert").waitFor();
  await look(page, "sign-in-again", "failed");
});
