// The list of clients as the keys and the mouse move through it.

import { useVirtualizer } from "@tanstack/react-virtual";
import {
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { ClientRow } from "../../bindings/ClientRow";
import { useStore } from "../../shared/store";
import { clientName } from "./columns";
import { type Cursor, settleNewer, settleOther } from "./settle";
import { useClientRows } from "./useClientRows";
import { keptView, search, selectAll, toggleSelected, whereabouts } from "./view";
import { placeOf, type Rows, rowAt, type Stretch, WINDOW } from "./windows";

export const ROW_HEIGHT = 32;
export const HEAD_HEIGHT = 32;

const TOP: Stretch = { first: 0, last: 0 };

export type ClientGrid = ReturnType<typeof useClientGrid>;

export function useClientGrid(open: (id: number) => void) {
  const [visible, setVisible] = useState(TOP);
  const [near, setNear] = useState<Stretch | null>(null);
  const [cursor, setCursor] = useState<Cursor>(() => whereabouts.get().cursor);
  const words = useStore(search);
  const { sort, direction } = useStore(keptView);
  const order = useMemo(() => ({ search: words, sort, direction }), [words, sort, direction]);
  const { rows, earlier, problem, tryAgain } = useClientRows(order, [
    visible,
    ...(near === null ? [] : [near]),
    { first: cursor.place, last: cursor.place },
  ]);

  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows?.total ?? 0,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
    initialOffset: () => whereabouts.get().top,
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
  useWhereabouts(cursor, () => virtualizer.scrollOffset ?? 0);
  useSettled(rows, cursor, { scroller, scrollTo, setCursor, setNear });

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

  /** The client of the cursor, also while it is not among the rows. */
  function openCursor(): void {
    if (cursor.id === null) openAt(cursor.place);
    else open(cursor.id);
  }

  function selectCursor(): void {
    const place = cursor.id === null || rows === null ? cursor.place : placeOf(rows, cursor.id);
    if (place !== null) selectAt(place);
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
    openCursor,
    selectAt,
    selectCursor,
    selectTo,
    moveBy: (step: number) => moveTo(cursor.place + step),
    movePages: (pages: number) => moveTo(cursor.place + pages * page),
    moveToFirst: () => moveTo(0),
    moveToLast: () => moveTo((rows?.total ?? 1) - 1),
  };
}

/** Notes where the agent was when the list goes out of sight. */
function useWhereabouts(cursor: Cursor, topNow: () => number): void {
  const latest = useRef({ cursor, topNow });
  useEffect(() => {
    latest.current = { cursor, topNow };
  });
  useEffect(
    () => () => whereabouts.set({ cursor: latest.current.cursor, top: latest.current.topNow() }),
    [],
  );
}

type Settling = {
  scroller: RefObject<HTMLDivElement | null>;
  scrollTo: (place: number) => void;
  setCursor: (cursor: Cursor) => void;
  setNear: (near: Stretch | null) => void;
};

/** Keeps the cursor on its client, and the screen where it is, while rows are replaced. */
function useSettled(rows: Rows | null, cursor: Cursor, settling: Settling): void {
  const { scroller, scrollTo, setCursor, setNear } = settling;
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
      setNear(null);
      pane.scrollTop = 0;
      scrollTo(next.place);
      return;
    }
    const screen = { top: pane.scrollTop, height: pane.clientHeight, rowHeight: ROW_HEIGHT };
    const settled = settleNewer(was, rows, cursor, screen);
    setCursor(settled.cursor);
    setNear(aroundOf(settled.lookNear));
    if (settled.scrollBy !== 0) pane.scrollTop += settled.scrollBy;
  }, [rows, cursor, scroller, scrollTo, setCursor, setNear]);
}

function aroundOf(place: number | null): Stretch | null {
  return place === null ? null : { first: place - WINDOW, last: place + WINDOW };
}
