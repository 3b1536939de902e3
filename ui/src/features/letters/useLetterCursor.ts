import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { LetterRow } from "../../bindings/LetterRow";
import { keyOf } from "./words";

/** The letter in hand: the one that the address names at first, then where the keys lead. */
export function useLetterCursor(shown: readonly LetterRow[]) {
  const { letter } = useSearch({ from: "/clients/$id/letters" });
  const [cursor, setCursor] = useState(letter === undefined ? null : `letter-${letter}`);

  /** From wherever the cursor is by now: keys may come faster than the list is drawn. */
  function move(to: (place: number) => number): void {
    setCursor((before) => {
      const row = shown[Math.max(0, Math.min(to(placeOf(shown, before)), shown.length - 1))];
      return row === undefined ? null : keyOf(row);
    });
  }

  return {
    current: shown[placeOf(shown, cursor)],
    take: (row: LetterRow) => setCursor(keyOf(row)),
    move,
  };
}

/** The first letter where none of these is in hand. */
function placeOf(shown: readonly LetterRow[], key: string | null): number {
  return Math.max(
    0,
    shown.findIndex((row) => keyOf(row) === key),
  );
}
