import { useEffect, useState } from "react";
import { type DocumentNumbers, documentsClose, documentsView } from "../../backend";
import type { Viewing } from "../../bindings/Viewing";

export type Opened =
  | { state: "opening" }
  | { state: "open"; viewing: Viewing }
  | { state: "failed"; why: string };

/** Opens a document for looking at, and closes it again; `again` opens it anew. */
export function useViewing({
  attachmentId,
  drop,
}: DocumentNumbers): Opened & { again: () => void } {
  const [opened, setOpened] = useState<Opened>({ state: "opening" });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt opens it anew
  useEffect(() => {
    let left = false;
    let token: string | null = null;
    documentsView({ attachmentId, drop }).then(
      (viewing) => {
        token = viewing.token;
        if (left) close(token);
        else setOpened({ state: "open", viewing });
      },
      (error: Error) => {
        if (!left) setOpened({ state: "failed", why: error.message });
      },
    );
    return () => {
      left = true;
      setOpened({ state: "opening" });
      if (token !== null) close(token);
    };
  }, [attachmentId, drop, attempt]);
  return { ...opened, again: () => setAttempt((before) => before + 1) };
}

/** One that is not closed dies by itself after a while. */
function close(token: string): void {
  documentsClose(token).catch(() => undefined);
}
