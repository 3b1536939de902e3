import { expect, test } from "vitest";
import type { SyncStatus } from "../../bindings/SyncStatus";
import { isFetching, syncPercent, syncStory, syncWord } from "./word";

const noon = new Date(2026, 6, 3, 12, 4);
const now = new Date(2026, 6, 3, 15, 0).getTime();

function status(changes: Partial<SyncStatus>): SyncStatus {
  return {
    state: "done",
    kind: "clients",
    done: 0,
    total: null,
    first: false,
    reports: null,
    finished_at: noon.toISOString(),
    message: null,
    ...changes,
  };
}

function words(changes: Partial<SyncStatus>): string {
  // Some systems put a narrow blank between the time and AM or PM.
  return syncWord(status(changes), now).text.replaceAll(" ", " ");
}

test("after a sync it says when", () => {
  expect(words({ state: "done" })).toBe("Synced 12:04 PM");
});

test("a sync of another day says the day too", () => {
  const yesterday = new Date(2026, 6, 2, 17, 30).toISOString();
  expect(words({ state: "done", finished_at: yesterday })).toBe("Synced Jul 2, 5:30 PM");
});

test("while it runs it says what it fetches and counts", () => {
  const clients = { state: "running", kind: "clients", done: 1_200 } as const;
  expect(words({ ...clients, total: 10_000 })).toBe("Syncing clients 1,200 of 10,000");
  expect(words(clients)).toBe("Syncing clients 1,200");
  const notes = { state: "running", kind: "notes", done: 200, total: 800 } as const;
  expect(words(notes)).toBe("Syncing notes 200 of 800");
  expect(words({ state: "running" })).toBe("Syncing");
});

test("offline and failed say as of when the copy is", () => {
  expect(words({ state: "offline" })).toBe("Offline · as of 12:04 PM");
  expect(words({ state: "failed" })).toBe("Sync failed · as of 12:04 PM");
});

test("offline before the first sync has nothing to be as of", () => {
  expect(words({ state: "offline", finished_at: null })).toBe("Offline");
});

test("the other states are one phrase each", () => {
  expect(words({ state: "never", finished_at: null })).toBe("Not synced yet");
  expect(words({ state: "cancelled" })).toBe("Sync stopped");
  expect(words({ state: "signed_out" })).toBe("Sign in again");
});

test("only a failure is marked as harm", () => {
  const states = ["never", "running", "done", "cancelled", "offline", "signed_out"] as const;
  for (const state of states) expect(syncWord(status({ state }), now).mark).not.toBe("harm");
  expect(syncWord(status({ state: "failed" }), now).mark).toBe("harm");
});

test("a stopped first sync says that what arrived can be worked with", () => {
  expect(syncStory(status({ state: "cancelled", first: true }))).toContain(
    "What has arrived so far is on this machine",
  );
});

test("the progress never passes the end, and is unknown without a total", () => {
  expect(syncPercent(status({ done: 1_200, total: 10_000 }))).toBe(12);
  expect(syncPercent(status({ done: 10_050, total: 10_000 }))).toBe(100);
  expect(syncPercent(status({ done: 5 }))).toBeNull();
});

test("reports in the background are told with how far they are, and can be stopped", () => {
  const reports = { done: 120, total: 250 };
  expect(words({ state: "done", reports })).toBe("Fetching reports · client 120 of 250");
  expect(syncPercent(status({ reports }))).toBe(48);
  expect(isFetching(status({ reports }))).toBe(true);
  expect(isFetching(status({ state: "offline", reports }))).toBe(false);
});
