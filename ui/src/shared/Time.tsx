import { exactTime, relativeTime, timeUntil } from "./formats";
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

/** How long until then, the exact time on hover. */
export function TimeUntil({ at }: { at: string }) {
  const now = useNow();
  return (
    <time dateTime={at} title={exactTime(at)}>
      {timeUntil(at, now)}
    </time>
  );
}
