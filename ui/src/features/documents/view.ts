// How the agent looks at documents: as cards or lines, and of which type. The shape is kept for
// the next start; the words that are searched for are not, because they name people.

import type { DocumentRow } from "../../bindings/DocumentRow";
import {
  DOCUMENT_TYPES,
  type DocumentWord,
  documentWords,
  typeWord,
} from "../../shared/documentTypes";
import { createStore } from "../../shared/store";

export type Shape = "cards" | "lines";

const KEPT_AS = "redress.documents";

export const shape = createStore<Shape>(
  localStorage.getItem(KEPT_AS) === "lines" ? "lines" : "cards",
);
/** The code of the only type that is shown. */
export const onlyType = createStore<string | null>(null);

shape.subscribe(() => localStorage.setItem(KEPT_AS, shape.get()));

export function turnShape(): void {
  shape.set((now) => (now === "cards" ? "lines" : "cards"));
}

/** The types to choose from: the known ones, then what else these documents have. */
export function typesOf(documents: readonly DocumentRow[]): DocumentWord[] {
  const known = new Set(DOCUMENT_TYPES.map(({ id }) => id));
  const others = new Set(documents.map(({ doc_type }) => doc_type).filter((id) => !known.has(id)));
  return [
    ...DOCUMENT_TYPES,
    ...[...others].map((id) => ({ id, label: typeWord(id) || "Without a type" })),
  ];
}

/** The next type that a document has, and after the last all of them. */
export function nextType(documents: readonly DocumentRow[]): void {
  const there = typesOf(documents).filter(({ id }) =>
    documents.some(({ doc_type }) => doc_type === id),
  );
  onlyType.set((now) => there[there.findIndex(({ id }) => id === now) + 1]?.id ?? null);
}

export type Wanted = { words: string; type: string | null };

/** The documents that have all of the words and are of the type. */
export function wantedDocuments(documents: readonly DocumentRow[], wanted: Wanted): DocumentRow[] {
  const words = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  return documents.filter((row) => {
    const about = [row.name, documentWords(row.doc_type, row.subtype), row.author, row.extension];
    const text = about.join(" ").toLowerCase();
    return (
      (wanted.type === null || row.doc_type === wanted.type) &&
      words.every((word) => text.includes(word))
    );
  });
}
