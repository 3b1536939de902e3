import { createMemoryHistory } from "@tanstack/react-router";
import { render } from "@testing-library/react";
import { App } from "../App";
import { createQueryClient } from "../queries";
import { createAppRouter } from "../router";

/** The whole window over the bridge of the test. */
export function renderApp(address = "/clients") {
  const router = createAppRouter(createMemoryHistory({ initialEntries: [address] }));
  return { router, ...render(<App queryClient={createQueryClient()} router={router} />) };
}
