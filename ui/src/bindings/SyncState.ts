export type SyncState = "never" | "running" | "done" | "cancelled" | "offline" | "signed_out" | "failed";
