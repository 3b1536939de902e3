/** The app signed in to a portal that it does not run itself, everything fetched. */
import type { Page } from "playwright-core";
import { Portal } from "../harness/portal";
import { grid, signIn, synced } from "./agent";
import { test as base } from "./app";

interface Fixtures {
  portal: Portal;
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
  page: async ({ open, portal }, use) => {
    const { page } = await open();
    await signIn(page, await portal.signIn());
    await grid(page).waitFor();
    await synced(page);
    await use(page);
  },
});
