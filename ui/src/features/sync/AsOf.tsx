import { useAsOf } from "./useAsOf";

/** How fresh a list is that is fetched by itself, or that it never was. */
export function AsOf({ fetchedAt }: { fetchedAt: string | null }) {
  const asOf = useAsOf(fetchedAt);
  return fetchedAt === null ? <span>Those on the server are not here yet</span> : asOf;
}
