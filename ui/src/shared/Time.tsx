import { exactTime, relativeTime } from "./formats";
import { useNow } from "./useNow";

/** A relative time, the exact one on hover. */
export function Time({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)}>
      {relativeTime(at, now)}
    </time>
  );
}
