// The list of letters with its search, and what opens them.

import { IconFilterOff } from "@tabler/icons-react";
import { type RefObject, useMemo, useRef, useState } from "react";
import type { LettersOfClient } from "../../bindings/LettersOfClient";
import { Notice } from "../../shared/Notice";
import { NotRenewed, type Problem, RoomFoot } from "../../shared/Room";
import classes from "../../shared/Room.module.css";
import { FindBox } from "../shortcuts/FindBox";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { AsOf } from "../sync/AsOf";
import { lettersKeys } from "./keys";
import { LetterGrid } from "./LetterGrid";
import { useLetterCursor } from "./useLetterCursor";
import { useRemoveLetter } from "./useLetters";
import { useOpenLetter } from "./useOpenLetter";
import { inOrder, keyOf, wantedLetters } from "./words";

type LettersRoomProps = {
  clientId: number;
  client: string;
  of: LettersOfClient;
  problem: Problem | null;
};

export function LettersRoom({ clientId, client, of, problem }: LettersRoomProps) {
  const [words, setWords] = useState("");
  const grid = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const shown = useMemo(() => wantedLetters(inOrder(of.letters), words), [of.letters, words]);
  const cursor = useLetterCursor(shown);
  const { current } = cursor;
  const open = useOpenLetter({ clientId, client, shown, take: cursor.take });
  const removal = useRemoval(clientId, grid);

  function move(to: (place: number) => number): void {
    if (document.activeElement !== box.current) grid.current?.focus({ preventScroll: true });
    removal.ask(null);
    cursor.move(to);
  }

  function leave(): unknown {
    if (removal.asked !== null) return removal.stay();
    if (words !== "") return setWords("");
    return document.activeElement === box.current ? grid.current?.focus() : NOT_NOW;
  }

  useRoomKeys(lettersKeys, {
    next: () => move((place) => place + 1),
    previous: () => move((place) => place - 1),
    first: () => move(() => 0),
    last: () => move(() => shown.length - 1),
    open: () => open(current),
    remove: () => (current?.how === "draft" ? removal.ask(keyOf(current)) : NOT_NOW),
    search: () => {
      box.current?.focus();
      box.current?.select();
    },
    leave,
  });

  return (
    <>
      <NotRenewed what="letters" problem={problem} />
      <div className={classes.filters}>
        <FindBox
          box={box}
          className={classes.search}
          label="Find a letter"
          words={words}
          setWords={setWords}
        />
      </div>
      {shown.length > 0 ? (
        <LetterGrid scroller={grid} letters={shown} current={current} open={open} {...removal} />
      ) : (
        <NoMatch showAll={() => setWords("")} />
      )}
      <RoomFoot shown={shown.length} all={of.letters.length} of={["letter", "letters"]}>
        <AsOf fetchedAt={of.fetched_at} />
      </RoomFoot>
    </>
  );
}

/** The removal of a draft, which is asked about in its row first. */
function useRemoval(clientId: number, grid: RefObject<HTMLDivElement | null>) {
  const [asked, ask] = useState<string | null>(null);
  const { mutate } = useRemoveLetter(clientId);

  function stay(): void {
    ask(null);
    grid.current?.focus({ preventScroll: true });
  }

  function remove(id: number): void {
    stay();
    mutate(id);
  }

  return { asked, ask, stay, remove };
}

function NoMatch({ showAll }: { showAll: () => void }) {
  return (
    <Notice
      icon={<IconFilterOff size={32} stroke={1.5} />}
      title="No letter matches"
      action={{ label: "Show all letters", run: showAll }}
    >
      The words look at what letters are, whom they went to, how they went and who wrote them.
    </Notice>
  );
}
