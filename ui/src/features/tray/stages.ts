// What can be done with a file at each stage, and how the stage and the whole tray are told.

import type { TrayFile } from "../../bindings/TrayFile";
import type { TrayStage } from "../../bindings/TrayStage";
import { countOf, formatBytes, possessive } from "../../shared/formats";

export type StageMark = "quiet" | "moving" | "waiting" | "harm" | "done";

const STAGES: Record<TrayStage, { word: string; mark: StageMark }> = {
  taking: { word: "Reading", mark: "moving" },
  ready: { word: "Ready", mark: "quiet" },
  refused: { word: "Not taken", mark: "harm" },
  waiting: { word: "Waiting", mark: "waiting" },
  sending: { word: "Sending", mark: "moving" },
  checking: { word: "Checking what arrived", mark: "moving" },
  linking: { word: "Putting it on the file", mark: "moving" },
  done: { word: "On the file", mark: "done" },
  needs_you: { word: "Needs you", mark: "waiting" },
  not_accepted: { word: "Not accepted", mark: "harm" },
};

export function stageMark(stage: TrayStage): StageMark {
  return STAGES[stage].mark;
}

/** `Sending, 512 KB of 1.2 MB` */
export function stageWord({ stage, sent, size }: TrayFile): string {
  const { word } = STAGES[stage];
  if (stage !== "sending" || size === 0) return word;
  return `${word}, ${formatBytes(Math.min(sent, size))} of ${formatBytes(size)}`;
}

/** Per cent, where a bar says more than the word; what follows the sending keeps it full. */
export function progressOf({ stage, sent, size }: TrayFile): number | null {
  if (stage === "checking" || stage === "linking") return 100;
  if (stage !== "sending" || size === 0) return null;
  return Math.min(100, Math.floor((sent / size) * 100));
}

/** Whether client, type and caption can still be chosen. */
export function isOpen({ stage }: TrayFile): boolean {
  return stage === "ready" || stage === "not_accepted";
}

export function needsAgent({ stage }: TrayFile): boolean {
  return stage === "refused" || stage === "needs_you" || stage === "not_accepted";
}

/** Whether it can be taken out of the tray: not while the server has a part of it. */
export function canRemove({ stage }: TrayFile): boolean {
  return !["sending", "checking", "linking", "needs_you"].includes(stage);
}

export type Hold = "client" | "type" | "twice";

/** What keeps a ready file from going with the next press. */
export function holdOf(file: TrayFile, anyway: ReadonlySet<number>): Hold | null {
  if (file.client_id === null) return "client";
  if (file.doc_type === "") return "type";
  return file.twice !== null && !anyway.has(file.id) ? "twice" : null;
}

/** The files that go with the next press. */
export function goingOf(files: readonly TrayFile[], anyway: ReadonlySet<number>): TrayFile[] {
  return files.filter((file) => file.stage === "ready" && holdOf(file, anyway) === null);
}

export type ClientCount = { id: number; name: string; count: number };

/** Whose files these are for, in the order in which they come. */
export function clientsOf(files: readonly TrayFile[]): ClientCount[] {
  const clients = new Map<number, ClientCount>();
  for (const { client_id: id, client } of files) {
    if (id === null) continue;
    const before = clients.get(id)?.count ?? 0;
    clients.set(id, { id, name: client ?? `client ${id}`, count: before + 1 });
  }
  return [...clients.values()];
}

/** `Add 3 documents to Ana Abel’s file` */
export function sendLabel(going: readonly TrayFile[]): string {
  const [first, ...others] = clientsOf(going);
  if (first === undefined) return "Add documents";
  const what = countOf(going.length, "document", "documents");
  return others.length === 0
    ? `Add ${what} to ${possessive(first.name)} file`
    : `Add ${what} to ${others.length + 1} clients’ files`;
}

const HOLDS: readonly { hold: Hold; one: string; many: string }[] = [
  { hold: "client", one: "needs a client", many: "need a client" },
  { hold: "type", one: "needs a type", many: "need a type" },
  { hold: "twice", one: "is there already", many: "are there already" },
];

/** What stays behind at the next press, and why: `1 needs a client`. */
export function leftWord(files: readonly TrayFile[], anyway: ReadonlySet<number>): string | null {
  const ready = files.filter(({ stage }) => stage === "ready");
  const said = HOLDS.flatMap(({ hold, one, many }) => {
    const count = ready.filter((file) => holdOf(file, anyway) === hold).length;
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`];
  });
  return said.length === 0 ? null : said.join(" · ");
}

/** What the closed tray says of itself. */
export function trayWord(files: readonly TrayFile[]): { text: string; mark: StageMark } {
  const asking = files.filter(needsAgent).length;
  const under = files.filter(({ stage }) => STAGES[stage].mark === "moving").length;
  const waiting = files.filter(({ stage }) => stage === "waiting").length;
  const done = files.filter(({ stage }) => stage === "done").length;
  const what = countOf(files.length, "file", "files");
  if (asking > 0) return { text: `${what} · ${asking} ${needs(asking)} you`, mark: "waiting" };
  if (under > 0) return { text: `${what} · ${under} on the way`, mark: "moving" };
  if (waiting > 0) return { text: `${what} · ${waiting} waiting`, mark: "waiting" };
  if (done > 0 && done === files.length) return { text: `${what} · done`, mark: "done" };
  return { text: what, mark: "quiet" };
}

function needs(count: number): string {
  return count === 1 ? "needs" : "need";
}
