// Calls and events through the bridge: the same commands, driven from an ordinary browser.
// The page is opened with `#bridge=TOKEN`; the token leaves the address at once.

import { BackendError, toBackendError } from "./error";
import type { Events, Transport } from "./transport";

const KEPT_AS = "redress.bridge";
const RECONNECT_MS = 1000;
const NO_ANSWER =
  "Redress’s own backend does not answer. Nothing was changed. Start it again, then try again.";

type Listener = {
  name: string;
  hear: (payload: never) => void;
  begin: (() => void) | undefined;
};

export function createHttp(token: string): Transport {
  const listeners = new Set<Listener>();
  let following: AbortController | null = null;
  let arriving = false;

  function hear(name: string, payload: unknown): void {
    for (const listener of listeners) {
      if (listener.name === name) listener.hear(payload as never);
    }
  }

  function begin(): void {
    arriving = true;
    for (const listener of listeners) listener.begin?.();
  }

  async function follow(end: AbortSignal): Promise<void> {
    while (!end.aborted) {
      await readEvents(token, end, begin, hear);
      if (end.aborted) return;
      arriving = false;
      await new Promise((again) => setTimeout(again, RECONNECT_MS));
    }
  }

  return {
    call: (command, args) => post(token, command, args),
    listen<Name extends keyof Events>(
      name: Name,
      hear: (payload: Events[Name]) => void,
      begin?: () => void,
    ) {
      const listener: Listener = { name, hear, begin };
      listeners.add(listener);
      if (arriving) begin?.();
      if (following === null) {
        following = new AbortController();
        void follow(following.signal);
      }
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        following?.abort();
        following = null;
        arriving = false;
      };
    },
  };
}

async function post<Answer>(
  token: string,
  command: string,
  args: Record<string, unknown>,
): Promise<Answer> {
  const response = await fetch(`/ipc/${command}`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-bridge-token": token },
    body: JSON.stringify(args),
  }).catch(() => {
    throw new BackendError("failed", NO_ANSWER);
  });
  const body: unknown = await response.json().catch(() => {
    throw new BackendError("failed", NO_ANSWER);
  });
  if (!response.ok) throw toBackendError(body);
  return body as Answer;
}

/** Reads the stream of events until it ends; an unreadable line is passed over. */
async function readEvents(
  token: string,
  end: AbortSignal,
  begin: () => void,
  heard: (name: string, payload: unknown) => void,
): Promise<void> {
  try {
    const headers = { "x-bridge-token": token };
    const response = await fetch("/events", { headers, signal: end });
    if (!response.ok || response.body === null) return;
    if (end.aborted) return;
    begin();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const lines = (rest + value).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) hearLine(line, heard);
    }
  } catch {
    // The stream broke; the caller opens it again.
  }
}

function hearLine(line: string, heard: (name: string, payload: unknown) => void): void {
  if (line.trim() === "") return;
  let message: { event?: unknown; payload?: unknown };
  try {
    message = JSON.parse(line);
  } catch {
    return;
  }
  if (typeof message.event === "string") heard(message.event, message.payload);
}

/** Takes the token out of the address and keeps it for reloads of this tab. */
export function takeBridgeToken(): string {
  const inAddress = /^#bridge=(.+)$/.exec(window.location.hash)?.[1];
  if (inAddress === undefined) return sessionStorage.getItem(KEPT_AS) ?? "";
  sessionStorage.setItem(KEPT_AS, inAddress);
  window.history.replaceState(null, "", window.location.pathname);
  return inAddress;
}
