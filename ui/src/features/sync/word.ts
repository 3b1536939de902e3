// The state of the copy on this machine, in one quiet word and in a few plain sentences.

import type { ReportsProgress } from "../../bindings/ReportsProgress";
import type { SyncStatus } from "../../bindings/SyncStatus";
import { clockTime, formatCount } from "../../shared/formats";

export type SyncMark = "done" | "running" | "waiting" | "harm" | "quiet";

export type SyncWord = { text: string; mark: SyncMark };

export function syncWord(status: SyncStatus, now: number): SyncWord {
  const asOf = status.finished_at === null ? "" : ` · as of ${clockTime(status.finished_at, now)}`;
  switch (status.state) {
    case "never":
      return { text: "Not synced yet", mark: "quiet" };
    case "running":
      return { text: runningText(status), mark: "running" };
    case "done":
      if (status.reports !== null) {
        return {
          text: `Fetching reports · client ${reportsText(status.reports)}`,
          mark: "running",
        };
      }
      return status.finished_at === null
        ? { text: "Synced", mark: "done" }
        : { text: `Synced ${clockTime(status.finished_at, now)}`, mark: "done" };
    case "cancelled":
      return { text: "Sync stopped", mark: "waiting" };
    case "offline":
      return { text: `Offline${asOf}`, mark: "waiting" };
    case "signed_out":
      return { text: "Sign in again", mark: "waiting" };
    case "failed":
      return { text: `Sync failed${asOf}`, mark: "harm" };
  }
}

function runningText({ kind, done, total }: SyncStatus): string {
  const what = kind === "items" ? "negative items" : kind;
  if (total !== null) return `Syncing ${what} ${formatCount(done)} of ${formatCount(total)}`;
  return done > 0 ? `Syncing ${what} ${formatCount(done)}` : "Syncing";
}

function reportsText({ done, total }: ReportsProgress): string {
  return `${formatCount(done)} of ${formatCount(total)}`;
}

/** Whether something is being fetched that can be stopped. */
export function isFetching({ state, reports }: SyncStatus): boolean {
  return state === "running" || (state === "done" && reports !== null);
}

/** What happened and what it means for the work, without the counts. */
export function syncStory(status: SyncStatus): string {
  const kept = status.first
    ? "What has arrived so far is on this machine and can be worked with."
    : "Everything from the last complete sync is on this machine and can be worked with.";
  switch (status.state) {
    case "never":
      return "Nothing has been fetched to this machine yet.";
    case "running":
      return status.first
        ? "The first sync copies all clients, their notes and negative items to this machine. You can work while it runs; they appear as they arrive."
        : "Looking for what changed since the last sync. You can work while it runs.";
    case "done":
      if (status.reports !== null) {
        return "Everything but the credit reports is on this machine. The reports follow client by client; those of a client whom you open come first.";
      }
      return "This machine has what the server had at that time. Redress looks for changes from time to time.";
    case "cancelled":
      return `The sync was stopped. ${kept} The next one goes on from there.`;
    case "offline":
      return `The server cannot be reached. ${kept} Redress tries again by itself.`;
    case "signed_out":
      return `The server ended this session. ${kept}`;
    case "failed":
      return `The sync did not finish. ${kept}`;
  }
}

/** How much of the running sync is done, in percent; `null` while that is not known. */
export function syncPercent(status: SyncStatus): number | null {
  const { done, total } = (status.state === "done" && status.reports) || status;
  if (total === null || total <= 0) return null;
  return Math.min(100, Math.round((done / total) * 100));
}
