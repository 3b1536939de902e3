import { useNavigate } from "@tanstack/react-router";
import type { LetterRow } from "../../bindings/LetterRow";
import { possessive } from "../../shared/formats";
import { tellFailed } from "../../shared/tell";
import { openViewer } from "../viewer/viewing";

type OpenLetterOptions = {
  clientId: number;
  client: string;
  shown: readonly LetterRow[];
  take: (row: LetterRow) => void;
};

/** Opens a draft for writing, what has a PDF in the viewer, and else where it waits. */
export function useOpenLetter({ clientId, client, shown, take }: OpenLetterOptions) {
  const navigate = useNavigate();

  /** The viewer leads through all of the letters that have a PDF. */
  function look(row: LetterRow): void {
    const seen = shown.filter(({ attachment_id }) => attachment_id !== null);
    openViewer({
      documents: seen.map(({ attachment_id, title, to }) => ({
        numbers: { attachmentId: attachment_id, drop: null },
        name: to === "" ? title : `${title}, to ${to}`,
        whose: `${possessive(client)} letters`,
      })),
      place: seen.indexOf(row),
      seen: ({ numbers }) => {
        const looked = seen.find(({ attachment_id }) => attachment_id === numbers.attachmentId);
        if (looked !== undefined) take(looked);
      },
    });
  }

  return function open(row: LetterRow | undefined): void {
    if (row === undefined) return;
    take(row);
    if (row.how === "draft" && row.id !== null) {
      void navigate({
        to: "/clients/$id/letters/$letter",
        params: { id: clientId, letter: row.id },
      });
    } else if (row.attachment_id !== null) {
      look(row);
    } else if (row.mark !== "saved") {
      void navigate({ to: "/waiting" });
    } else {
      tellFailed("There is nothing to look at.", "The server has no PDF of this letter.");
    }
  };
}
