import type { LetterRecipient } from "../../bindings/LetterRecipient";

/** What a recipient is told apart by: a bureau may have several addresses. */
export function recipientKey({ kind, label, bureau, to }: LetterRecipient): string {
  return [kind, bureau, label, to.name, to.street, to.zip].join("\n");
}
