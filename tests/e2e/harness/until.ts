/** Waiting on a condition, the only way of waiting that these tests have. */
import { setTimeout as pause } from "node:timers/promises";

/**
 * Asks again and again until the answer is something, and gives that. An answer of `undefined`,
 * `null` or `false`, or a thrown error, means "not yet".
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | undefined | null | false>,
  within = 20_000,
): Promise<T> {
  const end = performance.now() + within;
  let last: unknown;
  while (performance.now() < end) {
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== null && answer !== false) {
        return answer;
      }
    } catch (error) {
      last = error;
    }
    await pause(50);
  }
  const why = last instanceof Error ? `; the last error was: ${last.message}` : "";
  throw new Error(`Waited ${within / 1000} s in vain: ${what}${why}`);
}
