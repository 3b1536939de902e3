// The time of day for relative times, moving twice a minute for everybody together.

import { useSyncExternalStore } from "react";

const STEP_MS = 30_000;
let now = Date.now();
let ticking: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(heard: () => void): () => void {
  listeners.add(heard);
  if (ticking === undefined) {
    now = Date.now();
    ticking = setInterval(() => {
      now = Date.now();
      for (const listener of listeners) listener();
    }, STEP_MS);
  }
  return () => {
    listeners.delete(heard);
    if (listeners.size > 0) return;
    clearInterval(ticking);
    ticking = undefined;
  };
}

export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}
