// What of the letters is in front, as it stands in the address.

export type LettersSearch = {
  /** Whether a new letter is being put together. */
  write?: true;
  /** The item that the new letter is about. */
  item?: number;
  /** The letter in hand, by our number. */
  letter?: number;
};

export function readLettersSearch(read: Record<string, unknown>): LettersSearch {
  return {
    ...(read.write === true && { write: true as const }),
    ...(Number.isInteger(read.item) && { item: Number(read.item) }),
    ...(Number.isInteger(read.letter) && { letter: Number(read.letter) }),
  };
}
