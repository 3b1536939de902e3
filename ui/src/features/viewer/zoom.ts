// How large a document is shown, and how it fits into the window.

export type Size = { width: number; height: number };

export type Turn = 0 | 90 | 180 | 270;

const STEPS = [0.1, 0.25, 0.33, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3, 4];

/** The step above or below, also from between two. */
export function zoomStep(scale: number, way: 1 | -1): number {
  const close = 0.005;
  const next =
    way === 1
      ? STEPS.find((step) => step > scale + close)
      : STEPS.findLast((step) => step < scale - close);
  return next ?? scale;
}

export function turned(turn: Turn): Turn {
  return ((turn + 90) % 360) as Turn;
}

/** The room that something takes when it is turned. */
export function turnedSize({ width, height }: Size, turn: Turn): Size {
  return turn === 90 || turn === 270 ? { width: height, height: width } : { width, height };
}

/** All of an image is seen, never larger than it is. */
export function fitImage(image: Size, room: Size): number {
  return Math.min(1, room.width / image.width, room.height / image.height);
}

/** A page takes the width, as far as it reads well. */
export function fitPage(page: Size, room: Size): number {
  return Math.min(1.25, room.width / page.width);
}
