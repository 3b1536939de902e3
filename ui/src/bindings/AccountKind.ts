export type AccountKind = "practice" | "portal";
