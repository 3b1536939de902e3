// What can be chosen for a new letter, and what is chosen until the agent says otherwise.

import type { Bureau } from "../../bindings/Bureau";
import type { LetterItemChoice } from "../../bindings/LetterItemChoice";
import type { LetterRecipient } from "../../bindings/LetterRecipient";
import type { LetterTemplate } from "../../bindings/LetterTemplate";
import { BUREAUS } from "../../shared/bureaus";

/** The templates that have all of the words. */
export function wantedTemplates(
  templates: readonly LetterTemplate[],
  words: string,
): LetterTemplate[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return templates.filter(({ name, category, purpose }) => {
    const text = [name, category, purpose].join(" ").toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/**
 * Whom a template can go to: bureaus in their order, the usual address of each first, then the
 * others by name, and at last somebody who is in no list.
 */
export function recipientsFor(
  template: LetterTemplate | undefined,
  recipients: readonly LetterRecipient[],
): LetterRecipient[] {
  const kind = template?.kind ?? null;
  const fitting = recipients.filter((one) => kind === null || one.kind === kind);
  const listed = fitting.sort(
    (one, other) =>
      rank(one) - rank(other) ||
      Number(other.is_default) - Number(one.is_default) ||
      one.label.localeCompare(other.label),
  );
  return [...listed, another(kind ?? "furnisher")];
}

function rank({ bureau, kind }: LetterRecipient): number {
  const place = BUREAUS.findIndex(({ id }) => id === bureau);
  if (place >= 0) return place;
  return kind === "bureau" ? BUREAUS.length : BUREAUS.length + 1;
}

function another(kind: LetterRecipient["kind"]): LetterRecipient {
  const to = { name: "", street: "", city: "", state: "", zip: "", fax: "" };
  return { kind, label: "Another recipient", bureau: null, is_default: false, to };
}

/**
 * The usual address of the bureau that has the item; else the furnisher's, else the first usual. A
 * furnisher or collector who has nothing to do with the client is never taken unasked.
 */
export function usualRecipient(
  recipients: readonly LetterRecipient[],
  item: LetterItemChoice | undefined,
): LetterRecipient | undefined {
  const usual = recipients.filter(({ is_default }) => is_default);
  return (
    usual.find(({ bureau }) => bureau !== null && bureau === item?.bureau) ??
    recipients.find((one) => item !== undefined && isFurnisher(one, item)) ??
    usual[0] ??
    recipients.find(({ kind }) => kind === "bureau")
  );
}

export type ItemGroups = { near: LetterItemChoice[]; far: LetterItemChoice[] };

/** The items that the recipient has something to do with, and the others. */
export function groupItems(
  items: readonly LetterItemChoice[],
  recipient: LetterRecipient | undefined,
): ItemGroups {
  const isNear = (item: LetterItemChoice) =>
    recipient !== undefined &&
    (recipient.bureau === null ? isFurnisher(recipient, item) : item.bureau === recipient.bureau);
  return { near: items.filter(isNear), far: items.filter((item) => !isNear(item)) };
}

function isFurnisher({ label, to, kind }: LetterRecipient, { furnisher }: LetterItemChoice) {
  if (kind === "bureau") return false;
  const name = furnisher.trim().toLowerCase();
  return [label, to.name].some((other) => other.trim().toLowerCase() === name);
}

export function bureauWords(bureau: Bureau | null) {
  return BUREAUS.find(({ id }) => id === bureau);
}
