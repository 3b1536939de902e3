import { expect, test } from "vitest";
import { DOCUMENT_TYPES, documentWords, subtypeWord, typeWord, withUnknown } from "./documentTypes";

test("types and subtypes are told in words", () => {
  expect(typeWord("credit_related")).toBe("Credit");
  expect(subtypeWord("drive_licence")).toBe("Driver’s license");
  expect(documentWords("id", "government_issued_id")).toBe("Identity · Government-issued ID");
});

test("what would be said twice or is not known is left out", () => {
  expect(documentWords("other", "other")).toBe("Other");
  expect(documentWords("id", "")).toBe("Identity");
  expect(documentWords("", "")).toBe("");
});

test("a code that only the server knows is read out, and can be kept", () => {
  expect(typeWord("proof_of_address")).toBe("Proof of address");
  expect(withUnknown(DOCUMENT_TYPES, "proof_of_address").at(-1)).toEqual({
    id: "proof_of_address",
    label: "Proof of address",
  });
  expect(withUnknown(DOCUMENT_TYPES, "id")).toBe(DOCUMENT_TYPES);
  expect(withUnknown(DOCUMENT_TYPES, "")).toBe(DOCUMENT_TYPES);
});
