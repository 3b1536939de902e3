// The list of letters with its search, and what opens them.

import { Button } from "@mantine/core";
import { IconFilterOff } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMemo, useRef, useState } from "react";
import type { LetterRow } from "../../bindings/LetterRow";
import type { LettersOfClient } from "../../bindings/LettersOfClient";
import { countOf, possessive } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import { tellFailed } from "../../shared/tell";
import { FindBox } from "../shortcuts/FindBox";
import { NOT_NOW, useRoomKeys } from "../shortcuts/registry";
import { useAsOf } from "../sync/useAsOf";
import { openViewer } from "../viewer/viewing";
import { lettersKeys } from "./keys";
import { LetterGrid } from "./LetterGrid";
import classes from "./Letters.module.css";
import { useRemoveLetter } from "./useLetters";
import { inOrder, keyOf, wantedLetters } from "./words";

type LettersRoomProps = {
  clientId: number;
  client: string;
  of: LettersOfClient;
  problem: { message: string; tryAgain: () => void } | null;
};

export function LettersRoom({ clientId, client, of, problem }: LettersRoomProps) {
  const { letter } = useSearch({ from: "/clients/$id/letters" });
  const navigate = useNavigate();
  const [words, setWords] = useState("");
  const [cursor, setCursor] = useState(letter === undefined ? null : `letter-${letter}`);
  /** The draft whose removal is being asked about. */
  const [asked, setAsked] = useState<string | null>(null);
  const grid = useRef<HTMLDivElement>(null);
  const box = useRef<HTMLInputElement>(null);
  const remove = useRemoveLetter(clientId);

  const shown = useMemo(() => wantedLetters(inOrder(of.letters), words), [of.letters, words]);
  const current = shown[placeOf(shown, cursor)];

  /** From wherever the cursor is by now: keys may come faster than the list is drawn. */
  function move(to: (place: number) => number): void {
    if (document.activeElement !== box.current) grid.current?.focus({ preventScroll: true });
    setAsked(null);
    setCursor((before) => {
      const row = shown[Math.max(0, Math.min(to(placeOf(shown, before)), shown.length - 1))];
      return row === undefined ? null : keyOf(row);
    });
  }

  function open(row: LetterRow | undefined): void {
    if (row === undefined) return;
    setCursor(keyOf(row));
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
  }

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
        if (looked !== undefined) setCursor(keyOf(looked));
      },
    });
  }

  function stay(): void {
    setAsked(null);
    grid.current?.focus({ preventScroll: true });
  }

  function leave(): unknown {
    if (asked !== null) return stay();
    if (words !== "") return setWords("");
    return document.activeElement === box.current ? grid.current?.focus() : NOT_NOW;
  }

  useRoomKeys(lettersKeys, {
    next: () => move((place) => place + 1),
    previous: () => move((place) => place - 1),
    first: () => move(() => 0),
    last: () => move(() => shown.length - 1),
    open: () => open(current),
    remove: () => (current?.how === "draft" ? setAsked(keyOf(current)) : NOT_NOW),
    search: () => {
      box.current?.focus();
      box.current?.select();
    },
    leave,
  });

  return (
    <>
      {problem !== null && (
        <div className={classes.problem} role="alert">
          <span>The letters could not be renewed. {problem.message}</span>
          <Button variant="subtle" onClick={problem.tryAgain}>
            Try again
          </Button>
        </div>
      )}
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
        <LetterGrid
          scroller={grid}
          letters={shown}
          current={current}
          open={open}
          asked={asked}
          ask={setAsked}
          stay={stay}
          remove={(id) => {
            stay();
            remove.mutate(id);
          }}
        />
      ) : (
        <Notice
          icon={<IconFilterOff size={32} stroke={1.5} />}
          title="No letter matches"
          action={{ label: "Show all letters", run: () => setWords("") }}
        >
          The words look at what letters are, whom they went to, how they went and who wrote them.
        </Notice>
      )}
      <Foot shown={shown.length} of={of} />
    </>
  );
}

/** The first letter where none of these is in hand. */
function placeOf(shown: readonly LetterRow[], key: string | null): number {
  return Math.max(
    0,
    shown.findIndex((row) => keyOf(row) === key),
  );
}

function Foot({ shown, of }: { shown: number; of: LettersOfClient }) {
  const asOf = useAsOf(of.fetched_at);
  const all = of.letters.length;
  return (
    <footer className={classes.foot}>
      <span role="status">
        {shown < all && `${shown} of `}
        {countOf(all, "letter", "letters")}
      </span>
      {of.fetched_at === null ? <span>Those on the server are not here yet</span> : asOf}
    </footer>
  );
}
