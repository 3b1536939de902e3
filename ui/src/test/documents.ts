import type { DocumentRow } from "../bindings/DocumentRow";
import type { TrayChange } from "../bindings/TrayChange";
import type { TrayFile } from "../bindings/TrayFile";

/** A photo of a driver's licence that the server has. */
export function documentRow(
  id: number,
  name: string,
  changes: Partial<DocumentRow> = {},
): DocumentRow {
  return {
    attachment_id: id,
    drop: null,
    name,
    doc_type: "id",
    subtype: "drive_licence",
    kind: "image",
    extension: "jpg",
    size: 1_258_291,
    added_at: "2026-07-03T12:04:00Z",
    author: "Marcus Okafor",
    mark: "saved",
    reason: null,
    ...changes,
  };
}

/** A photo for Maria Lopez, client 2, that is ready to go. */
export function trayFile(id: number, name: string, changes: Partial<TrayFile> = {}): TrayFile {
  return {
    id,
    name,
    kind: "image",
    what: "a JPEG image",
    size: 1_048_576,
    client_id: 2,
    client: "Maria Lopez",
    doc_type: "id",
    subtype: "drive_licence",
    caption: "",
    warnings: [],
    refusal: null,
    twice: null,
    stage: "ready",
    sent: 0,
    reason: null,
    added_at: "2026-07-03T12:04:00Z",
    ...changes,
  };
}

/** The files after a change of some of them; `clientOf` knows the names. */
export function changedFiles(
  files: readonly TrayFile[],
  ids: readonly number[],
  change: TrayChange,
  clientOf: (id: number) => string,
): TrayFile[] {
  const client = change.client_id == null ? {} : { client: clientOf(change.client_id) };
  return files.map((file) => (ids.includes(file.id) ? { ...file, ...change, ...client } : file));
}
