// How large a document is shown, and which side up.

import { useEffect, useState } from "react";
import { type Size, type Turn, turned, zoomStep } from "./zoom";

/** Around what is shown. */
const EDGE = 24;

export type View = {
  /** What scrolls, once it is there. */
  room: HTMLElement | null;
  /** The place that there is for the document, without its edge. */
  space: Size | null;
  /** What was chosen; `null` fits. */
  chosen: number | null;
  turn: Turn;
  /** How large it is drawn; `null` while nothing is. */
  drawn: number | null;
  draws: (scale: number) => void;
  zoom: (way: 1 | -1) => void;
  fit: () => void;
  turnOn: () => void;
};

export function useView(): View & { setRoom: (room: HTMLElement | null) => void } {
  const [room, setRoom] = useState<HTMLElement | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const [turn, setTurn] = useState<Turn>(0);
  const [drawn, setDrawn] = useState<number | null>(null);
  return {
    room,
    setRoom,
    space: useSpace(room),
    chosen,
    turn,
    drawn,
    draws: setDrawn,
    zoom: (way) => {
      if (drawn !== null) setChosen(zoomStep(drawn, way));
    },
    fit: () => setChosen(null),
    turnOn: () => setTurn(turned),
  };
}

/** Scroll bars come and go inside the edge: what fits goes on fitting. */
function useSpace(room: HTMLElement | null): Size | null {
  const [space, setSpace] = useState<Size | null>(null);
  useEffect(() => {
    if (room === null) return;
    const measure = () =>
      setSpace({
        width: Math.max(1, room.offsetWidth - 2 * EDGE),
        height: Math.max(1, room.offsetHeight - 2 * EDGE),
      });
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(room);
    return () => watch.disconnect();
  }, [room]);
  return space;
}
