import { useState } from "react";
import { toBackendError } from "../backend";
import { sortRefusal } from "./refusals";

type Form = {
  /** In the order in which they stand. */
  fields: readonly string[];
  setErrors: (errors: Record<string, string>) => void;
  focus: (field: string) => void;
};

/** Sends what a form holds, and says at its fields, or above them, what was not accepted. */
export function useSending({ fields, setErrors, focus }: Form) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  function focusFirst(wrong: object): void {
    const first = fields.find((field) => field in wrong);
    if (first !== undefined) focus(first);
  }

  async function send(work: () => Promise<unknown>): Promise<void> {
    setProblem(null);
    setBusy(true);
    try {
      await work();
    } catch (thrown) {
      const { atFields, above } = sortRefusal(toBackendError(thrown), fields);
      setErrors(atFields);
      setProblem(above);
      focusFirst(atFields);
    } finally {
      setBusy(false);
    }
  }

  return { problem, busy, send, focusFirst };
}
