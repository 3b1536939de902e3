import { useState } from "react";
import type { LetterChoices } from "../../bindings/LetterChoices";
import type { LetterRecipient } from "../../bindings/LetterRecipient";
import { recipientsFor, usualRecipient } from "./choosing";
import { recipientKey } from "./recipients";

/** What the new letter will be: the template, to whom, and about which items. */
export function useNewLetter(choices: LetterChoices, itemId: number | null) {
  const [templateId, chooseTemplate] = useState(choices.templates[0]?.id);
  const [chosen, setChosen] = useState<string | null>(null);
  const [items, setItems] = useState<ReadonlySet<number>>(
    () => new Set(itemId === null ? [] : [itemId]),
  );

  const template = choices.templates.find(({ id }) => id === templateId);
  const recipients = recipientsFor(template, choices.recipients);
  const first = choices.items.find(({ item_id }) => item_id === itemId);
  // What fits the last template may not fit this one.
  const recipient =
    recipients.find((one) => recipientKey(one) === chosen) ?? usualRecipient(recipients, first);

  function take(id: number): void {
    setItems((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  }

  return {
    template,
    chooseTemplate,
    recipients,
    recipient,
    chooseRecipient: (one: LetterRecipient) => setChosen(recipientKey(one)),
    items,
    taken: choices.items.flatMap(({ item_id }) => (items.has(item_id) ? [item_id] : [])),
    take,
  };
}
