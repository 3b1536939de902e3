// What a document is known by: the server's number of the file, or ours while it waits here.

import type { DocumentNumbers } from "../../backend";
import type { DocumentRow } from "../../bindings/DocumentRow";

export function numbersOf({ attachment_id, drop }: DocumentRow): DocumentNumbers {
  return { attachmentId: attachment_id, drop };
}

export function keyOf({ attachmentId, drop }: DocumentNumbers): string {
  return attachmentId === null ? `drop-${drop}` : `attachment-${attachmentId}`;
}
