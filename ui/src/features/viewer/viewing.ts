// What is open in the viewer, and what lies before and after it.

import type { DocumentNumbers } from "../../backend";
import { createStore } from "../../shared/store";

export type Viewable = {
  numbers: DocumentNumbers;
  name: string;
  /** Whose it is: the client is always named. */
  whose: string;
};

export type ViewerContent = {
  documents: readonly Viewable[];
  place: number;
  /** Hears which document is looked at after moving on. */
  seen?: (document: Viewable) => void;
};

type Viewing = ViewerContent & {
  /** What had the focus before. */
  from: Element | null;
};

export const viewing = createStore<Viewing | null>(null);

export function openViewer(content: ViewerContent): void {
  viewing.set({ ...content, from: document.activeElement });
}

export function closeViewer(): void {
  viewing.set(null);
}

/** To a document before or after; stays at the ends. */
export function moveViewer(step: 1 | -1): void {
  const now = viewing.get();
  const next = now?.documents[now.place + step];
  if (now === null || next === undefined) return;
  viewing.set({ ...now, place: now.place + step });
  now.seen?.(next);
}
