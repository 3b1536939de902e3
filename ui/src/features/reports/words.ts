// What became of an account at a bureau, in words.

import type { Change } from "../../bindings/Change";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { BUREAUS } from "../../shared/bureaus";
import { countOf } from "../../shared/formats";

/** How an account stands at a bureau. */
export type Presence = Change | "reported" | "absent";

const WORDS: Record<Presence, string> = {
  reported: "Reported",
  absent: "Not reported",
  new: "New",
  changed: "Changed",
  back: "Back",
  gone: "Gone",
};

const STORIES: Record<Presence, string> = {
  reported: "Reported, as in the report before",
  absent: "Not reported",
  new: "New: it was in none of the earlier reports",
  changed: "Changed since the report before",
  back: "Back: it was gone and is reported again",
  gone: "Gone: it was in the report before",
};

export function presenceAt(account: ReportAccount, bureau: number): Presence {
  if (account.tradeline_ids[bureau] == null) return "absent";
  return account.changes[bureau] ?? "reported";
}

export function presenceWord(presence: Presence): string {
  return WORDS[presence];
}

export function presenceStory(presence: Presence): string {
  return STORIES[presence];
}

/** `Equifax: changed, Experian: reported, TransUnion: not reported` */
export function presenceEverywhere(account: ReportAccount): string {
  return BUREAUS.map(
    ({ name }, at) => `${name}: ${presenceWord(presenceAt(account, at)).toLowerCase()}`,
  ).join(", ");
}

export function differingWords(count: number): string {
  return count === 1 ? "1 fact differs" : countOf(count, "fact", "facts").concat(" differ");
}
