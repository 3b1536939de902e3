// Which item is in hand, as it stands in the address.

export type ItemsSearch = {
  /** The item that the keys act on; the first without it. */
  item?: number;
  /** Whether its details are shown. */
  details?: true;
};

export function readItemsSearch(read: Record<string, unknown>): ItemsSearch {
  return {
    ...(Number.isInteger(read.item) && { item: Number(read.item) }),
    ...(read.details === true && { details: true as const }),
  };
}
