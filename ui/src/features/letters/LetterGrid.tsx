import type { RefObject } from "react";
import type { LetterRow } from "../../bindings/LetterRow";
import { HeadCell } from "../../shared/HeadCell";
import { RowGrid } from "../../shared/RowGrid";
import classes from "./LetterGrid.module.css";
import { AskRemove, COLUMNS, LetterCells } from "./LetterGridCells";
import { keyOf } from "./words";

type LetterGridProps = {
  scroller: RefObject<HTMLDivElement | null>;
  letters: readonly LetterRow[];
  current: LetterRow | undefined;
  open: (letter: LetterRow) => void;
  /** The draft whose removal is being asked about, by its key. */
  asked: string | null;
  ask: (key: string) => void;
  stay: () => void;
  remove: (id: number) => void;
};

export function LetterGrid(props: LetterGridProps) {
  const { scroller, letters, current, open, asked, ask, stay, remove } = props;
  const isAsked = (letter: LetterRow) => asked === keyOf(letter);
  return (
    <RowGrid
      scroller={scroller}
      label="Letters"
      of="letter"
      rows={letters}
      current={current}
      columns={COLUMNS.length}
      height={56}
      rowClass={classes.row}
      head={COLUMNS.map(({ id, label }, at) => (
        <HeadCell key={id} column={id} place={at + 1} className={classes.headCell}>
          {label}
        </HeadCell>
      ))}
      cells={(letter) =>
        isAsked(letter) ? (
          <AskRemove letter={letter} stay={stay} remove={remove} />
        ) : (
          <LetterCells letter={letter} ask={ask} />
        )
      }
      open={(letter) => {
        if (!isAsked(letter)) open(letter);
      }}
    />
  );
}
