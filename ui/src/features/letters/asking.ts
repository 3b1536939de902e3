import type { LetterDraft } from "../../bindings/LetterDraft";
import type { LetterPage } from "../../bindings/LetterPage";

/**
 * The shortcodes that the agent fills in: those the page asks for, and those that were filled in
 * and are still in the letter, so that a field does not vanish while it is written in.
 */
export function asked(
  { body, subject, items, values }: LetterDraft,
  { asks }: LetterPage,
): string[] {
  const text = [body, subject, ...items.flatMap(({ fact, request }) => [fact, request])]
    .join("\n")
    .toLowerCase();
  const filled = Object.keys(values).filter((name) => text.includes(`[${name.toLowerCase()}]`));
  return [...new Set([...asks, ...filled])].sort((one, other) => place(one) - place(other));

  /** In the order of the letter. */
  function place(name: string): number {
    return text.indexOf(`[${name.toLowerCase()}]`);
  }
}
