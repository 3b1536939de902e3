export type Changed = { kinds: Array<"clients">, client_ids: Array<number>, source: "sync" | "window", };
