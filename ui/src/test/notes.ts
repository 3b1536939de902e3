import type { Account } from "../bindings/Account";
import type { Decision } from "../bindings/Decision";
import type { Mark } from "../bindings/Mark";
import type { NoteRow } from "../bindings/NoteRow";
import type { SyncState } from "../bindings/SyncState";
import type { SyncStatus } from "../bindings/SyncStatus";
import type { WaitingOperation } from "../bindings/WaitingOperation";

export const portal: Account = {
  id: "a",
  kind: "portal",
  place: "portal.example.com",
  server: "https://portal.example.com",
  agent: "Dana Whitfield",
  email: "dana@example.com",
  microsoft: null,
};

/** The same agent at the office that comes with the app. */
export const practice: Account = {
  ...portal,
  id: "b",
  kind: "practice",
  place: "Practice office",
  server: null,
};

/** The same agent in the firm's own office. */
export const ownOffice: Account = {
  ...portal,
  id: "o",
  kind: "office",
  place: "Evergreen Credit",
  server: null,
};

export function syncStatus(state: SyncState = "done"): SyncStatus {
  return {
    state,
    kind: "clients",
    done: 3,
    total: 3,
    first: false,
    reports: null,
    finished_at: "2026-07-03T12:04:00Z",
    message: null,
  };
}

/** A note that the server has. */
export function note(id: number, text: string): NoteRow {
  return {
    id,
    operation: null,
    text,
    author: "Marcus Okafor",
    written_at: "2026-07-03T12:04:00Z",
    mark: "saved",
    reason: null,
  };
}

const CAN: Record<Mark, Decision[]> = {
  saved: [],
  waiting: ["edit", "send", "discard"],
  sending: [],
  checking: [],
  needs_you: ["send", "was_sent"],
  refused: ["edit", "send", "discard"],
};

/** A note about Maria Lopez, client 2, that waits. */
export function waitingNote(
  id: number,
  text: string,
  changes: Partial<WaitingOperation> = {},
): WaitingOperation {
  const mark = changes.mark ?? "waiting";
  return {
    id,
    what: "Note",
    client_id: 2,
    client: "Maria Lopez",
    text,
    mark,
    reason: null,
    since: "2026-07-03T12:04:00Z",
    next_at: null,
    attempts: 0,
    can: CAN[mark],
    ...changes,
  };
}

/** The same note in the list of its client. */
export function asRow(operation: WaitingOperation): NoteRow {
  return {
    id: null,
    operation: operation.id,
    text: operation.text,
    author: portal.agent,
    written_at: operation.since,
    mark: operation.mark,
    reason: operation.reason,
  };
}
