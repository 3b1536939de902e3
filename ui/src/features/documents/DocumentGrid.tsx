// The documents as cards or lines, of which only the visible part is in the page: pictures are
// asked for as they come into sight.

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import type { DocumentRow } from "../../bindings/DocumentRow";
import { useStore } from "../../shared/store";
import classes from "./DocumentGrid.module.css";
import { DocumentCell } from "./DocumentGridCell";
import { keyOf, numbersOf } from "./numbers";
import { shape } from "./view";

const CARD = { least: 184, height: 216, gap: 12, edge: 24 };
const LINE_HEIGHT = 44;

export type Grid = { focus: () => void; columns: () => number };

type DocumentGridProps = {
  grid: RefObject<Grid | null>;
  documents: readonly DocumentRow[];
  current: DocumentRow | undefined;
  open: (document: DocumentRow) => void;
};

export function DocumentGrid({ grid, documents, current, open }: DocumentGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const asCards = useStore(shape) === "cards";
  const fitting = useFittingCards(scroller);
  const columns = asCards ? fitting : 1;
  const rows = Math.ceil(documents.length / columns);
  const virtualizer = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => (asCards ? CARD.height + CARD.gap : LINE_HEIGHT),
    paddingStart: asCards ? 16 : 0,
    paddingEnd: asCards ? 48 : 0,
    overscan: 2,
  });
  const place = current === undefined ? -1 : documents.indexOf(current);

  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another shape have another height
  useLayoutEffect(() => virtualizer.measure(), [virtualizer, asCards]);
  useEffect(() => {
    if (place >= 0) virtualizer.scrollToIndex(Math.floor(place / columns), { align: "auto" });
  }, [virtualizer, place, columns]);
  useImperativeHandle(grid, () => ({
    focus: () => scroller.current?.focus({ preventScroll: true }),
    columns: () => columns,
  }));

  const shown = virtualizer.getVirtualItems();
  const inSight = shown.some(({ index }) => index === Math.floor(place / columns));
  return (
    <div
      ref={scroller}
      className={classes.grid}
      role="grid"
      aria-label="Documents"
      aria-rowcount={rows}
      aria-colcount={columns}
      aria-activedescendant={inSight ? cellId(place) : undefined}
      tabIndex={0}
    >
      <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, start }) => (
          <div
            key={index}
            role="row"
            aria-rowindex={index + 1}
            className={`${classes.row} ${asCards ? classes.cards : ""}`}
            style={{
              height: asCards ? CARD.height : LINE_HEIGHT,
              gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`,
              transform: `translateY(${start}px)`,
            }}
          >
            {documents.slice(index * columns, (index + 1) * columns).map((document, at) => (
              <DocumentCell
                key={keyOf(numbersOf(document))}
                id={cellId(index * columns + at)}
                document={document}
                isCursor={document === current}
                asCard={asCards}
                open={open}
              />
            ))}
          </div>
        ))}
      </div>
    </div>
  );
}

function cellId(place: number): string {
  return `document-at-${place}`;
}

/** How many cards fit side by side. */
function useFittingCards(scroller: RefObject<HTMLElement | null>): number {
  const [fitting, setFitting] = useState(1);
  useLayoutEffect(() => {
    const pane = scroller.current;
    if (pane === null) return;
    const measure = () => {
      const room = pane.clientWidth - 2 * CARD.edge + CARD.gap;
      setFitting(Math.max(1, Math.floor(room / (CARD.least + CARD.gap))));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(pane);
    return () => watch.disconnect();
  }, [scroller]);
  return fitting;
}
