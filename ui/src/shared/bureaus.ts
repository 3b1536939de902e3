// The three bureaus in the order in which they always stand. What comes in threes from the rest
// of Redress is in this order too.

import type { Bureau } from "../bindings/Bureau";

export type BureauWords = { id: Bureau; name: string; letters: string };

export const BUREAUS: readonly BureauWords[] = [
  { id: "equifax", name: "Equifax", letters: "EQ" },
  { id: "experian", name: "Experian", letters: "EX" },
  { id: "transunion", name: "TransUnion", letters: "TU" },
];
