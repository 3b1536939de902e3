// The letters as a table of which only the visible part is in the page.

import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";
import type { LetterRow } from "../../bindings/LetterRow";
import classes from "./LetterGrid.module.css";
import { COLUMNS, LetterGridRow, rowId } from "./LetterGridRow";
import { keyOf } from "./words";

const ROW_HEIGHT = 44;
const HEAD_HEIGHT = 32;

export type LetterGridProps = {
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
  const { scroller, letters, current, asked } = props;
  const virtualizer = useVirtualizer({
    count: letters.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const place = current === undefined ? -1 : letters.indexOf(current);
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(place, { align: "auto" });
  }, [virtualizer, place]);
  const shown = virtualizer.getVirtualItems();

  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label="Letters"
      aria-rowcount={letters.length + 1}
      aria-colcount={COLUMNS.length}
      aria-activedescendant={shown.some(({ index }) => index === place) ? rowId(place) : undefined}
      tabIndex={0}
    >
      <div role="rowgroup" className={classes.head}>
        <div role="row" aria-rowindex={1} className={classes.headRow}>
          {COLUMNS.map(({ id, label }, at) => (
            <div
              key={id}
              role="columnheader"
              aria-colindex={at + 1}
              className={classes.headCell}
              data-column={id}
            >
              {label}
            </div>
          ))}
        </div>
      </div>
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const letter = letters[index];
          return (
            letter !== undefined && (
              <LetterGridRow
                key={index}
                place={index}
                top={start}
                height={ROW_HEIGHT}
                letter={letter}
                isCursor={index === place}
                isAsked={asked === keyOf(letter)}
                open={props.open}
                ask={props.ask}
                stay={props.stay}
                remove={props.remove}
              />
            )
          );
        })}
      </div>
    </div>
  );
}
