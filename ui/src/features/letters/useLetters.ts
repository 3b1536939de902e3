import { type UseQueryResult, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { lettersChoices, lettersList, lettersRemove } from "../../backend";
import type { LetterChoices } from "../../bindings/LetterChoices";
import type { LettersOfClient } from "../../bindings/LettersOfClient";
import { keys, settleWrites, WRITE } from "../../queries";
import { tellFailed } from "../../shared/tell";

/** The letters of a client: drafts, what waits, and what was sent. */
export function useLetters(clientId: number): UseQueryResult<LettersOfClient> {
  return useQuery({ queryKey: keys.lettersOf(clientId), queryFn: () => lettersList(clientId) });
}

/** What a letter of a client can be made of. Items and addresses may have changed since. */
export function useLetterChoices(clientId: number): UseQueryResult<LetterChoices> {
  return useQuery({
    queryKey: keys.letterChoices(clientId),
    queryFn: () => lettersChoices(clientId),
    staleTime: 0,
  });
}

/** Removes a draft, or a letter that has not been sent. */
export function useRemoveLetter(clientId: number) {
  const client = useQueryClient();
  return useMutation({
    mutationKey: WRITE,
    mutationFn: lettersRemove,
    onMutate: async (id) => {
      await client.cancelQueries({ queryKey: keys.lettersOf(clientId) });
      client.setQueryData<LettersOfClient>(
        keys.lettersOf(clientId),
        (of) => of && { ...of, letters: of.letters.filter((row) => row.id !== id) },
      );
    },
    onError: (error) => tellFailed("The letter was not removed.", error.message),
    onSettled: () => settleWrites(client),
  });
}
