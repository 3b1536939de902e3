// Which item is in hand, as it stands in the address.

export type ItemsSearch = {
  /** The item whose details are shown. */
  item?: number;
};

export function readItemsSearch(read: Record<string, unknown>): ItemsSearch {
  return Number.isInteger(read.item) ? { item: Number(read.item) } : {};
}
