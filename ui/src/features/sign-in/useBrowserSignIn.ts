import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { cancelSignIn } from "../../backend";

/** A sign-in that the browser finishes. Whoever cancels it or goes elsewhere ends the wait. */
export function useBrowserSignIn<Asked, Answer>(
  ask: (asked: Asked) => Promise<Answer>,
  onSuccess: (answer: Answer) => void,
) {
  const wait = useRef<object | null>(null);
  const signIn = useMutation({
    mutationFn: async (asked: Asked) => {
      const own = {};
      wait.current = own;
      try {
        return await ask(asked);
      } finally {
        if (wait.current === own) wait.current = null;
      }
    },
    onSuccess,
  });

  function cancel(): void {
    wait.current = null;
    endWait();
    signIn.reset();
  }

  useEffect(
    () => () => {
      if (wait.current !== null) endWait();
    },
    [],
  );
  return { ...signIn, cancel };
}

function endWait(): void {
  // What cannot be ended ends by itself.
  cancelSignIn().catch(() => undefined);
}
