// The list of clients as the keys and the mouse move through it.

import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { ClientRow } from "../../bindings/ClientRow";
import { useStore } from "../../shared/store";
import { clientName } from "./columns";
import { type Cursor, settleNewer, settleOther } from "./settle";
import { useClientRows } from "./useClientRows";
import { keptView, search, selectAll, toggleSelected } from "./view";
import { type Rows, rowAt, type Stretch, WINDOW } from "./windows";

export const ROW_HEIGHT = 32;
export const HEAD_HEIGHT = 32;

const TOP: Stretch = { first: 0, last: 0 };

export type ClientGrid = ReturnType<typeof useClientGrid>;

export function useClientGrid(open: (id: number) => void) {
  const [visible, setVisible] = useState(TOP);
  const [near, setNear] = useState<Stretch | null>(null);
  const words = useStore(search);
  const { sort, direction } = useStore(keptView);
  const order = useMemo(() => ({ search: words, sort, direction }), [words, sort, direction]);
  const { rows, earlier, problem, tryAgain } = useClientRows(
    order,
    near === null ? [visible] : [visible, near],
  );

  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows?.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    scrollPaddingEnd: HEAD_HEIGHT,
  });
  const items = virtualizer.getVirtualItems();
  const firstWindow = Math.floor((items[0]?.index ?? 0) / WINDOW);
  const lastWindow = Math.floor((items.at(-1)?.index ?? 0) / WINDOW);
  useLayoutEffect(() => {
    setVisible({ first: firstWindow * WINDOW, last: lastWindow * WINDOW });
  }, [firstWindow, lastWindow]);

  const scrollTo = useCallback(
    (place: number) => virtualizer.scrollToIndex(place, { align: "auto" }),
    [virtualizer],
  );
  const [cursor, setCursor] = useSettledCursor(rows, scroller, scrollTo, setNear);

  function moveTo(place: number): void {
    if (rows === null || rows.total === 0) return;
    const within = Math.max(0, Math.min(place, rows.total - 1));
    setCursor({ id: rowAt(rows, within)?.id ?? null, place: within });
    setNear(null);
    scrollTo(within);
  }

  function openAt(place: number): void {
    const row = rows === null ? undefined : rowAt(rows, place);
    if (row === undefined) return;
    setCursor({ id: row.id, place });
    open(row.id);
  }

  function selectAt(place: number): void {
    const row = rows === null ? undefined : rowAt(rows, place);
    if (row === undefined) return;
    setCursor({ id: row.id, place });
    toggleSelected(row.id, clientName(row));
  }

  /** Selects what has arrived between the cursor and a place, both included. */
  function selectTo(place: number): void {
    const from = Math.min(cursor.place, place);
    const stretch = Array.from({ length: Math.abs(cursor.place - place) + 1 }, (_, at) =>
      rows === null ? undefined : rowAt(rows, from + at),
    ).filter((row): row is ClientRow => row !== undefined);
    selectAll(stretch.map((row) => [row.id, clientName(row)] as const));
    moveTo(place);
  }

  const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
  return {
    order,
    rows,
    earlier,
    problem,
    tryAgain,
    cursor,
    scroller,
    items,
    height: virtualizer.getTotalSize(),
    openAt,
    selectAt,
    selectTo,
    moveBy: (step: number) => moveTo(cursor.place + step),
    movePages: (pages: number) => moveTo(cursor.place + pages * page),
    moveToFirst: () => moveTo(0),
    moveToLast: () => moveTo((rows?.total ?? 1) - 1),
  };
}

/** The cursor, kept on its client while the rows under it are replaced. */
function useSettledCursor(
  rows: Rows | null,
  scroller: React.RefObject<HTMLDivElement | null>,
  scrollTo: (place: number) => void,
  look: (near: Stretch | null) => void,
) {
  const [cursor, setCursor] = useState<Cursor>({ id: null, place: 0 });
  const before = useRef<Rows | null>(null);

  useLayoutEffect(() => {
    const was = before.current;
    if (rows === null || rows === was) return;
    before.current = rows;
    const pane = scroller.current;
    if (was === null || pane === null) return;
    if (was.list !== rows.list) {
      const next = settleOther(rows, cursor);
      setCursor(next);
      look(null);
      pane.scrollTop = 0;
      scrollTo(next.place);
      return;
    }
    const screen = { top: pane.scrollTop, height: pane.clientHeight, rowHeight: ROW_HEIGHT };
    const settled = settleNewer(was, rows, cursor, screen);
    setCursor(settled.cursor);
    look(
      settled.lookNear === null
        ? null
        : { first: settled.lookNear - WINDOW, last: settled.lookNear + WINDOW },
    );
    if (settled.scrollBy !== 0) pane.scrollTop += settled.scrollBy;
  }, [rows, cursor, scroller, scrollTo, look]);

  return [cursor, setCursor] as const;
}
