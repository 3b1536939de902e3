export type Direction = "asc" | "desc";
