/** The app signed in to a portal that it does not run itself, everything fetched. */
import type { Page } from "playwright-core";
import { Portal } from "../harness/portal";
import { grid, signIn, synced } from "./agent";
import { type App, test as base } from "./app";

interface Fixtures {
  portal: Portal;
  /** The app, open for the portal's agent. */
  app: App;
  /** The page of the app, open for the portal's agent. */
  page: Page;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  portal: async ({}, use) => {
    const portal = await Portal.open(24);
    await use(portal);
    await portal.close();
  },
  app: async ({ open, portal }, use) => {
    const app = await open();
    await signIn(app.page, await portal.signIn());
    await grid(app.page).waitFor();
    await synced(app.page);
    await use(app);
  },
  page: async ({ app }, use) => use(app.page),
});
