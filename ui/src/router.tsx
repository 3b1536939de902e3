// The rooms and their addresses.

import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  type RouterHistory,
  redirect,
} from "@tanstack/react-router";
import ClientPage from "./features/clients/ClientPage";
import ClientsPage from "./features/clients/ClientsPage";
import NewClientPage from "./features/clients/NewClientPage";
import { Frame } from "./features/frame/Frame";
import { RoomFailed } from "./features/frame/RoomFailed";
import { readItemsSearch } from "./features/items/address";
import { readLettersSearch } from "./features/letters/address";
import { readReportSearch } from "./features/reports/address";
import SettingsPage from "./features/settings/SettingsPage";
import WaitingPage from "./features/waiting/WaitingPage";

const root = createRootRoute({
  component: Frame,
  notFoundComponent: () => <RoomFailed message="There is no such page." />,
});

const start = createRoute({
  getParentRoute: () => root,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/clients", replace: true });
  },
});

const clients = createRoute({
  getParentRoute: () => root,
  path: "/clients",
  component: ClientsPage,
});

const newClient = createRoute({
  getParentRoute: () => clients,
  path: "new",
  component: NewClientPage,
});

const client = createRoute({
  getParentRoute: () => clients,
  path: "$id",
  params: {
    parse: ({ id }) => ({ id: Number.parseInt(id, 10) || 0 }),
    stringify: ({ id }) => ({ id: String(id) }),
  },
  component: ClientPage,
});

// Drawn by the client's page itself, each in its tab.
const report = createRoute({
  getParentRoute: () => client,
  path: "report",
  validateSearch: readReportSearch,
});
const items = createRoute({
  getParentRoute: () => client,
  path: "items",
  validateSearch: readItemsSearch,
});
const letters = createRoute({
  getParentRoute: () => client,
  path: "letters",
  validateSearch: readLettersSearch,
});
const letter = createRoute({
  getParentRoute: () => letters,
  path: "$letter",
  params: {
    parse: ({ letter }) => ({ letter: Number.parseInt(letter, 10) || 0 }),
    stringify: ({ letter }) => ({ letter: String(letter) }),
  },
});
const documents = createRoute({ getParentRoute: () => client, path: "documents" });
const notes = createRoute({ getParentRoute: () => client, path: "notes" });

const waiting = createRoute({
  getParentRoute: () => root,
  path: "/waiting",
  component: WaitingPage,
});

const settings = createRoute({
  getParentRoute: () => root,
  path: "/settings",
  component: SettingsPage,
});

const routeTree = root.addChildren([
  start,
  clients.addChildren([
    newClient,
    client.addChildren([report, items, letters.addChildren([letter]), documents, notes]),
  ]),
  waiting,
  settings,
]);

export function createAppRouter(history: RouterHistory = createHashHistory()) {
  return createRouter({
    routeTree,
    history,
    defaultErrorComponent: ({ error }) => <RoomFailed message={wordsOf(error)} />,
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : "Something unexpected happened.";
}

export type AppRouter = ReturnType<typeof createAppRouter>;

declare module "@tanstack/react-router" {
  interface Register {
    router: AppRouter;
  }
}
