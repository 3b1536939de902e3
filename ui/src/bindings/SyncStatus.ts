import type { SyncState } from "./SyncState";

export type SyncStatus = { state: SyncState, done: number, total: number | null, first: boolean, finished_at: string | null, message: string | null, };
