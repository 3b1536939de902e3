import type { Detail } from "./Detail";

export type DetailGroup = { title: string, details: Array<Detail>, };
