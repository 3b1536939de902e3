/** The app signed in to a portal that it does not run itself, everything fetched. */
import type { Page } from "playwright-core";
import { Portal } from "../harness/portal";
import { grid, signIn, synced, syncNow } from "./agent";
import { App, test as base } from "./app";

interface Fixtures {
  portal: Portal;
  /** The app, open for the portal's agent. */
  app: App;
  /** The page of the app, open for the portal's agent. */
  page: Page;
}

/** For work that changes something: each test has a portal and an app of its own. */
export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
  portal: async ({}, use) => {
    const portal = await Portal.open(24);
    await use(portal);
    await portal.close();
  },
  app: async ({ open, portal }, use) => {
    const app = await open();
    await enter(app, portal);
    await use(app);
  },
  page: async ({ app }, use) => use(app.page),
});

/**
 * For looking only: the tests of a file share a portal with so many clients and the app that is
 * signed in to it. Each has a page of its own.
 */
export function looking(clients: number) {
  return base.extend<Fixtures & { signedIn: App }>({
    portal: [
      // biome-ignore lint/correctness/noEmptyPattern: vitest reads a fixture's needs from this pattern
      async ({}, use) => {
        const portal = await Portal.open(clients);
        await use(portal);
        await portal.close();
      },
      { scope: "file" },
    ],
    signedIn: [
      async ({ browser, portal }, use) => {
        const app = await App.open(browser);
        await enter(app, portal);
        await use(app);
        await app.close();
      },
      { scope: "file" },
    ],
    app: async ({ signedIn, portal, task }, use) => {
      await signedIn.showAnew();
      await grid(signedIn.page).waitFor();
      await use(signedIn);
      await signedIn.tell(task);
      if (!portal.wire.isCut) return;
      await portal.wire.mend();
      await syncNow(signedIn.page);
      await synced(signedIn.page);
    },
    page: async ({ app }, use) => use(app.page),
  });
}

async function enter(app: App, portal: Portal): Promise<void> {
  await signIn(app.page, await portal.signIn());
  await grid(app.page).waitFor();
  await synced(app.page);
}
