// The types and subtypes of documents in words. A server may know others: their codes are read
// out as well as they can be.

export type DocumentWord = { id: string; label: string };

/** In the order of the keys 1 to 4. */
export const DOCUMENT_TYPES: readonly DocumentWord[] = [
  { id: "id", label: "Identity" },
  { id: "credit_related", label: "Credit" },
  { id: "fixed_income_verification", label: "Fixed income" },
  { id: "other", label: "Other" },
];

export const DOCUMENT_SUBTYPES: readonly DocumentWord[] = [
  { id: "drive_licence", label: "Driver’s license" },
  { id: "government_issued_id", label: "Government-issued ID" },
  { id: "utility_bills", label: "Utility bill" },
  { id: "bank_or_credit_union_statement", label: "Bank or credit union statement" },
  { id: "canceled_check", label: "Canceled check" },
  { id: "pay_stub", label: "Pay stub" },
  { id: "stamped_post_office_box_receipt", label: "Stamped post office box receipt" },
  { id: "signed_letter_from_homeless_shelter", label: "Signed letter from a homeless shelter" },
  { id: "equifax", label: "Equifax" },
  { id: "experian", label: "Experian" },
  { id: "transunion", label: "TransUnion" },
  { id: "creditor", label: "Creditor" },
  { id: "other", label: "Other" },
];

/** What there is of a type; of any other type, everything. */
const FITTING: Record<string, readonly string[]> = {
  id: DOCUMENT_SUBTYPES.slice(0, 8).map(({ id }) => id),
  credit_related: ["equifax", "experian", "transunion", "creditor"],
  fixed_income_verification: ["bank_or_credit_union_statement", "pay_stub"],
};

/** The subtypes of a type first, and those that are rarely meant with it. */
export function subtypesOf(type: string): { fitting: DocumentWord[]; rare: DocumentWord[] } {
  const fits = ({ id }: DocumentWord) => id === "other" || (FITTING[type]?.includes(id) ?? true);
  return {
    fitting: DOCUMENT_SUBTYPES.filter(fits),
    rare: DOCUMENT_SUBTYPES.filter((word) => !fits(word)),
  };
}

/** The subtype that stays when the type becomes another one. */
export function keptSubtype(type: string, subtype: string): string {
  const known = DOCUMENT_SUBTYPES.some(({ id }) => id === subtype);
  const stays = !known || subtypesOf(type).fitting.some(({ id }) => id === subtype);
  return stays ? subtype : "other";
}

export function typeWord(code: string): string {
  return wordOf(DOCUMENT_TYPES, code);
}

export function subtypeWord(code: string): string {
  return wordOf(DOCUMENT_SUBTYPES, code);
}

/** `Identity · Driver’s license`, without what would be said twice. */
export function documentWords(type: string, subtype: string): string {
  const words = [typeWord(type), subtypeWord(subtype)].filter((word) => word !== "");
  return [...new Set(words)].join(" · ");
}

/** The words there are, and one for a code that none of them has. */
export function withUnknown(words: readonly DocumentWord[], code: string): readonly DocumentWord[] {
  const known = code === "" || words.some(({ id }) => id === code);
  return known ? words : [...words, { id: code, label: readOut(code) }];
}

function wordOf(words: readonly DocumentWord[], code: string): string {
  return words.find(({ id }) => id === code)?.label ?? readOut(code);
}

/** `proof_of_address` is “Proof of address”. */
function readOut(code: string): string {
  const words = code.replace(/[_-]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
