import { useMutation } from "@tanstack/react-query";
import { type DocumentNumbers, documentsPrint } from "../../backend";
import { tellFailed } from "../../shared/tell";

/** Opens a document in the system's viewer, to print it, say. */
export function useOpenOutside() {
  return useMutation({
    mutationFn: (numbers: DocumentNumbers) => documentsPrint(numbers),
    onError: (error) => tellFailed("The document was not opened.", error.message),
  });
}
