import { useLayoutEffect, useRef } from "react";

/** What is in the middle of the room stays there while it is drawn larger or smaller. */
export function useKeepMiddle(room: HTMLElement | null, scale: number | null): void {
  const before = useRef<number | null>(null);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = scale;
    if (room === null || was === null || scale === null || was === scale) return;
    const half = { x: room.clientWidth / 2, y: room.clientHeight / 2 };
    const ratio = scale / was;
    room.scrollTo({
      left: (room.scrollLeft + half.x) * ratio - half.x,
      top: (room.scrollTop + half.y) * ratio - half.y,
      behavior: "instant",
    });
  }, [room, scale]);
}
