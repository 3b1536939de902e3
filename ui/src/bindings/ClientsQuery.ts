import type { ClientSort } from "./ClientSort";
import type { Direction } from "./Direction";

export type ClientsQuery = { search: string, sort: ClientSort, direction: Direction, offset: number, limit: number, };
