import { useState } from "react";
import type { DocumentRow } from "../../bindings/DocumentRow";
import { keyOf, numbersOf } from "./numbers";

/** The document in hand: where the keys lead, or the viewer. */
export function useDocumentCursor(shown: readonly DocumentRow[]) {
  const [cursor, setCursor] = useState<string | null>(null);

  return {
    current: shown[placeOf(shown, cursor)],
    /** The document with this key. */
    take: setCursor,
    /** From wherever the cursor is by now: keys may come faster than the room is drawn. */
    move: (to: (place: number) => number) =>
      setCursor((before) => {
        const row = shown[Math.max(0, Math.min(to(placeOf(shown, before)), shown.length - 1))];
        return row === undefined ? null : keyOf(numbersOf(row));
      }),
  };
}

/** The first document where none of these is in hand. */
function placeOf(shown: readonly DocumentRow[], key: string | null): number {
  return Math.max(
    0,
    shown.findIndex((row) => keyOf(numbersOf(row)) === key),
  );
}

/** The place below in rows of so many, into a last row that is shorter too. */
export function below(place: number, columns: number, count: number): number {
  const inLastRow = Math.floor(place / columns) === Math.floor((count - 1) / columns);
  return inLastRow ? place : Math.min(place + columns, count - 1);
}

export function above(place: number, columns: number): number {
  return place < columns ? place : place - columns;
}
