// When what waits is worth a word: at once where an attempt has failed or the agent is needed,
// otherwise only after longer than sending takes. What goes out at once has its own mark.

import { useEffect, useState } from "react";
import { useWaiting } from "./useWaiting";
import { needsAgent, waitingWord } from "./words";

const LONG_MS = 2_500;

/** The word in the title row; `null` when nothing waits, or nothing for long. */
export function useWaitingWord(): string | null {
  const { data: waiting } = useWaiting();
  const [long, setLong] = useState<number | null>(null);
  const oldest = waiting?.operations[0];
  const id = oldest?.id ?? null;
  const since = oldest?.since ?? "";

  useEffect(() => {
    if (id === null) return;
    const waited = Date.now() - new Date(since).getTime();
    // A clock that was set back makes the wait no longer.
    const rest = Math.max(0, Math.min(LONG_MS, LONG_MS - waited)) || 0;
    const timer = setTimeout(() => setLong(id), rest);
    return () => clearTimeout(timer);
  }, [id, since]);

  if (waiting == null) return null;
  const held = waiting.operations.some(({ mark, reason }) => reason !== null || needsAgent(mark));
  const told = held || waiting.losses.length > 0 || (id !== null && id === long);
  return told ? waitingWord(waiting) : null;
}
