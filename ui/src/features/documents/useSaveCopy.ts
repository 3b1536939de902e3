import { useMutation } from "@tanstack/react-query";
import { type DocumentNumbers, documentsSave } from "../../backend";
import { tellDone, tellFailed } from "../../shared/tell";

export type Saving = { numbers: DocumentNumbers; name: string };

/** Saves a copy where the agent says. */
export function useSaveCopy() {
  return useMutation({
    mutationFn: ({ numbers }: Saving) => documentsSave(numbers),
    onSuccess: (saved, { name }) => {
      if (saved) tellDone(`A copy of “${name}” was saved.`);
    },
    onError: (error) => tellFailed("No copy was saved.", error.message),
  });
}
