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
  const [cursor, setCursor] = useState<string | null>(null);
  const type = useStore(onlyType);
  const grid = useRef<Grid>(null);
  const box = useRef<HTMLInputElement>(null);
  const save = useSaveCopy();

  const shown = useMemo(
    () => wantedDocuments(documents, { words, type }),
    [documents, words, type],
  );
  const current = shown[placeOf(shown, cursor)];

  /** From wherever the cursor is by now: keys may come faster than the room is drawn. */
  function move(to: (place: number) => number): void {
    if (document.activeElement !== box.current) grid.current?.focus();
    setCursor((before) => {
      const place = Math.max(0, Math.min(to(placeOf(shown, before)), shown.length - 1));
      return keyAt(shown, place);
    });
  }

  function open(row: DocumentRow | undefined): void {
    if (row === undefined) return;
    setCursor(keyOf(numbersOf(row)));
    openViewer({
      documents: shown.map((one) => ({
        numbers: numbersOf(one),
        name: one.name,
        whose: `${possessive(client)} file`,
      })),
      place: shown.indexOf(row),
      seen: ({ numbers }) => setCursor(keyOf(numbers)),
    });
  }

  function leave(): unknown {
    if (words !== "") return setWords("");
    return document.activeElement === box.current ? grid.current?.focus() : NOT_NOW;
  }

  useRoomKeys(documentsKeys, {
    next: () => move((place) => place + 1),
    previous: () => move((place) => place - 1),
    below: () => move((place) => below(place, grid.current?.columns() ?? 1, shown.length)),
    above: () => move((place) => above(place, grid.current?.columns() ?? 1)),
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
        <Notice
          icon={<IconFilterOff size={32} stroke={1.5} />}
          title="No document matches"
          action={{
            label: "Show all documents",
            run: () => {
              setWords("");
              onlyType.set(null);
            },
          }}
        >
          The words look at names, types, kinds of files and who added them.
        </Notice>
      )}
      <RoomFoot shown={shown.length} all={documents.length} of={["document", "documents"]}>
        <AsOf fetchedAt={of.fetched_at} />
      </RoomFoot>
    </>
  );
}

/** The first document where none of these is in hand. */
function placeOf(shown: readonly DocumentRow[], key: string | null): number {
  const place = shown.findIndex((row) => keyOf(numbersOf(row)) === key);
  return Math.max(0, place);
}

function keyAt(shown: readonly DocumentRow[], place: number): string | null {
  const row = shown[place];
  return row === undefined ? null : keyOf(numbersOf(row));
}

/** Into a last row that is shorter, too. */
function below(place: number, columns: number, count: number): number {
  const inLastRow = Math.floor(place / columns) === Math.floor((count - 1) / columns);
  return inLastRow ? place : Math.min(place + columns, count - 1);
}

function above(place: number, columns: number): number {
  return place < columns ? place : place - columns;
}
