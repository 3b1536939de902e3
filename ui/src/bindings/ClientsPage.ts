import type { ClientRow } from "./ClientRow";

export type ClientsPage = { rows: Array<ClientRow>, total: number, offset: number, };
