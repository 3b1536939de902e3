// The documents with their filters, as cards or as lines.

import { IconFilterOff } from "@tabler/icons-react";
import { useMemo, useRef, useState } from "react";
import type { DocumentRow } from "../../bindings/DocumentRow";
import type { DocumentsOfClient } from "../../bindings/DocumentsOfClient";
import { possessive } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import { NotRenewed, type Problem, RoomFoot } from "../../shared/Room";
import { useStore } from "../../shared/store";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { AsOf } from "../sync/AsOf";
import { openViewer } from "../viewer/viewing";
import { DocumentFilters } from "./DocumentFilters";
import { DocumentGrid, type Grid } from "./DocumentGrid";
import { documentsKeys } from "./keys";
import { keyOf, numbersOf } from "./numbers";
import { above, below, useDocumentCursor } from "./useDocumentCursor";
import { useSaveCopy } from "./useSaveCopy";
import { nextType, onlyType, turnShape, wantedDocuments } from "./view";

type DocumentsRoomProps = {
  client: string;
  of: DocumentsOfClient;
  problem: Problem | null;
};

export function DocumentsRoom({ client, of, problem }: DocumentsRoomProps) {
  const { documents } = of;
  const [words, setWords] = useState("");
  const type = useStore(onlyType);
  const grid = useRef<Grid>(null);
  const box = useRef<HTMLInputElement>(null);
  const save = useSaveCopy();

  const shown = useMemo(
    () => wantedDocuments(documents, { words, type }),
    [documents, words, type],
  );
  const cursor = useDocumentCursor(shown);
  const { current } = cursor;
  const columns = () => grid.current?.columns() ?? 1;

  function move(to: (place: number) => number): void {
    if (document.activeElement !== box.current) grid.current?.focus();
    cursor.move(to);
  }

  function open(row: DocumentRow | undefined): void {
    if (row === undefined) return;
    cursor.take(keyOf(numbersOf(row)));
    openViewer({
      documents: shown.map((one) => ({
        numbers: numbersOf(one),
        name: one.name,
        whose: `${possessive(client)} file`,
      })),
      place: shown.indexOf(row),
      seen: ({ numbers }) => cursor.take(keyOf(numbers)),
    });
  }

  function leave(): unknown {
    if (words !== "") return setWords("");
    return document.activeElement === box.current ? grid.current?.focus() : NOT_NOW;
  }

  useRoomKeys(documentsKeys, {
    next: () => move((place) => place + 1),
    previous: () => move((place) => place - 1),
    below: () => move((place) => below(place, columns(), shown.length)),
    above: () => move((place) => above(place, columns())),
    first: () => move(() => 0),
    last: () => move(() => shown.length - 1),
    open: () => open(current),
    save: () => {
      if (current !== undefined) save.mutate({ numbers: numbersOf(current), name: current.name });
    },
    search: () => {
      box.current?.focus();
      box.current?.select();
    },
    type: () => nextType(documents),
    shape: turnShape,
    leave,
  });

  return (
    <>
      <NotRenewed what="documents" problem={problem} />
      <DocumentFilters box={box} words={words} setWords={setWords} documents={documents} />
      {shown.length > 0 ? (
        <DocumentGrid grid={grid} documents={shown} current={current} open={open} />
      ) : (
        <NoMatch clear={() => setWords("")} />
      )}
      <RoomFoot shown={shown.length} all={documents.length} of={["document", "documents"]}>
        <AsOf fetchedAt={of.fetched_at} />
      </RoomFoot>
    </>
  );
}

function NoMatch({ clear }: { clear: () => void }) {
  function showAll(): void {
    clear();
    onlyType.set(null);
  }

  return (
    <Notice
      icon={<IconFilterOff size={32} stroke={1.5} />}
      title="No document matches"
      action={{ label: "Show all documents", run: showAll }}
    >
      The words look at names, types, kinds of files and who added them.
    </Notice>
  );
}
