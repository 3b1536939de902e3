import { useCallback } from "react";
import { tellDone, tellFailed } from "./tell";

/** Puts text on the clipboard and says so: `copy("…", "The e-mail")`. */
export function useCopy(): (text: string, what: string) => Promise<void> {
  return useCallback(async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      tellDone(`${what} copied.`);
    } catch {
      tellFailed(`${what}: not copied.`, "The system refused the clipboard. Try again.");
    }
  }, []);
}
