// What a refusal says of the fields of a form, in the words of the form.

import type { BackendError } from "../backend";

/** Where a field is called other than in the office. */
const NAMES: Record<string, string> = { email: "e-mail address", zip: "ZIP code" };

/** The office begins a sentence with a field's own name, as `zip`; here it is “The ZIP code”. */
export function inWords(field: string, sentence: string): string {
  const name = NAMES[field] ?? field.replaceAll("_", " ");
  return sentence.replaceAll(/`[\w.]+`/g, `The ${name}`);
}

/** A sentence a field for those that the form has, and what is to stand above it. */
export function sortRefusal(
  error: BackendError | null,
  fields: readonly string[],
): { atFields: Record<string, string>; above: string | null } {
  if (error === null) return { atFields: {}, above: null };
  const atFields: Record<string, string> = {};
  const others: string[] = [];
  for (const [field, sentence] of Object.entries(error.fields)) {
    const words = inWords(field, sentence);
    if (fields.includes(field)) atFields[field] = words;
    else others.push(words);
  }
  if (others.length > 0) return { atFields, above: others.join(" ") };
  return { atFields, above: Object.keys(atFields).length > 0 ? null : error.message };
}
