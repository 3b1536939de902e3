import type { AccountKind } from "./AccountKind";

export type Account = { id: string, kind: AccountKind, place: string, server: string | null, agent: string, email: string, };
