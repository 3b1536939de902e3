// A bridge for tests: answers commands with the given functions and sends events.

import { vi } from "vitest";
import type { Events } from "../backend";

type Answers = Record<string, (args: never) => unknown>;

export type FakeBridge = {
  /** Every command that was asked, in order. */
  asked: { command: string; args: unknown }[];
  answer: (command: string, answer: (args: never) => unknown) => void;
  emit: <Name extends keyof Events>(event: Name, payload: Events[Name]) => void;
  /** Sends text into the stream of events as it is. */
  send: (text: string) => void;
};

/** What a command rejects with. */
export function refusal(code: string, message: string, details?: unknown) {
  return { code, message, details, refused: true };
}

/** Nothing waits and the tray is empty, unless a test says otherwise. */
const QUIET: Answers = {
  waiting_list: () => ({ operations: [], in_tray: 0, drafts: 0, losses: [] }),
  tray_list: () => [],
};

export function startBridge(first: Answers = {}): FakeBridge {
  const answers: Answers = { ...QUIET, ...first };
  const asked: FakeBridge["asked"] = [];
  const streams = new Set<ReadableStreamDefaultController<Uint8Array>>();

  vi.stubGlobal(
    "fetch",
    async (address: string, init?: { body?: string; signal?: AbortSignal }) => {
      if (address === "/events") {
        const body = new ReadableStream<Uint8Array>({
          start(stream) {
            streams.add(stream);
            init?.signal?.addEventListener("abort", () => {
              streams.delete(stream);
              stream.error(new Error("the listener left"));
            });
          },
        });
        return { ok: true, body };
      }
      const command = address.replace("/ipc/", "");
      const args = JSON.parse(init?.body ?? "{}");
      asked.push({ command, args });
      const answer = await answers[command]?.(args as never);
      const refused = typeof answer === "object" && answer !== null && "refused" in answer;
      return { ok: !refused, json: async () => structuredClone(answer ?? null) };
    },
  );

  const send = (text: string) => {
    for (const stream of streams) stream.enqueue(new TextEncoder().encode(text));
  };
  return {
    asked,
    answer: (command, answer) => {
      answers[command] = answer;
    },
    emit: (event, payload) => send(`${JSON.stringify({ event, payload })}\n`),
    send,
  };
}
