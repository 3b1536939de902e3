import { notifications } from "@mantine/notifications";
import { useCallback } from "react";

/** Puts text on the clipboard and says so: `copy("…", "The e-mail")`. */
export function useCopy(): (text: string, what: string) => Promise<void> {
  return useCallback(async (text, what) => {
    try {
      await navigator.clipboard.writeText(text);
      notifications.show({ message: `${what} copied.`, autoClose: 2500 });
    } catch {
      notifications.show({
        message: `${what} not copied: the system refused the clipboard.`,
        color: "red",
      });
    }
  }, []);
}
