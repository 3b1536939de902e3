import { clockTime } from "../../shared/formats";
import { useNow } from "../../shared/useNow";
import { useSyncStatus } from "./useSync";

/**
 * `as of 12:04 PM`, while the copy on this machine falls behind: when that was fetched which is
 * shown, or else when the last whole sync was.
 */
export function useAsOf(fetchedAt: string | null = null): string | null {
  const status = useSyncStatus();
  const now = useNow();
  const behind = status != null && ["offline", "signed_out", "failed"].includes(status.state);
  const time = fetchedAt ?? status?.finished_at ?? null;
  return behind && time !== null ? `as of ${clockTime(time, now)}` : null;
}
