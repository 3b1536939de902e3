import type { ClientRow } from "./ClientRow";
import type { DetailGroup } from "./DetailGroup";

export type ClientFile = { row: ClientRow, groups: Array<DetailGroup>, fetched_at: string, };
