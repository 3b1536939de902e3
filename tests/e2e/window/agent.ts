/** What an agent does in the app's window, in more than one test. */
import type { SignIn } from "../harness/office";
import { until } from "../harness/until";
import type { Window } from "./webdriver";

/** Types what one signs in with. */
export async function fillSignIn(window: Window, typed: SignIn): Promise<void> {
  const fields = {
    "Server address": typed.server,
    "API key": typed.api_key,
    "E-mail": typed.email,
    Password: typed.password,
  };
  for (const [label, value] of Object.entries(fields)) {
    await (await window.find("textbox", label)).type(value);
  }
}

export async function signIn(window: Window, typed: SignIn): Promise<void> {
  await fillSignIn(window, typed);
  await (await window.find("button", "Sign in")).click();
}

/** Opens the first client of the list; gives the client's name. */
export async function openFirst(window: Window): Promise<string> {
  await window.find("grid", "Clients");
  const [row] = await window.all("[role=row][aria-selected]");
  await row?.click();
  return until("a client is open", async () => {
    const [name] = await window.all(
      "[role=region][aria-label=Client] h2, section[aria-label=Client] h2",
    );
    return (await name?.text()) || undefined;
  });
}

export async function openTab(window: Window, name: string): Promise<void> {
  await (await window.find("tab", name)).click();
}

/** Writes a note about the client that is open. */
export async function writeNote(window: Window, text: string): Promise<void> {
  await openTab(window, "Notes");
  await (await window.find("textbox", /^Note about /)).type(text);
  await (await window.find("button", "Save note")).click();
}
