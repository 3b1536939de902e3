// The one list of shortcuts in force. A room declares its keys once with `roomKeys` and gives
// them their effects with `useRoomKeys`; the listener and the sheet read the same list.

import { useEffect, useRef } from "react";
import { createStore } from "../../shared/store";
import { keepsKey, writtenKey } from "./keys";

export type Shortcut = { keys: readonly string[]; does: string };

export type RoomKeys<Id extends string> = {
  room: string;
  /** How far inside: where two rooms use the same key, the inner one has it. */
  level: number;
  shortcuts: Record<Id, Shortcut>;
};

type Entry = {
  room: string;
  level: number;
  shortcuts: Record<string, Shortcut>;
  run: (id: string) => void;
};

const SEQUENCE_MS = 1000;

/** In force now, the innermost room first. */
export const inForce = createStore<readonly Entry[]>([]);

export function roomKeys<Id extends string>(
  room: string,
  level: number,
  shortcuts: Record<Id, Shortcut>,
): RoomKeys<Id> {
  return { room, level, shortcuts };
}

/** Puts a room's keys in force while the calling part is on the screen. */
export function useRoomKeys<Id extends string>(
  keys: RoomKeys<Id>,
  effects: Record<Id, () => void>,
): void {
  const latest = useRef(effects);
  useEffect(() => {
    latest.current = effects;
  });
  useEffect(() => {
    const entry: Entry = {
      room: keys.room,
      level: keys.level,
      shortcuts: keys.shortcuts,
      run: (id) => latest.current[id as Id](),
    };
    inForce.set((entries) => [...entries, entry].sort((a, b) => b.level - a.level));
    return () => inForce.set((entries) => entries.filter((other) => other !== entry));
  }, [keys]);
}

type Started = { key: string; at: number } | null;

/** Reads every key press of the window; call it once, in the frame. */
export function useShortcutListener(): void {
  useEffect(() => {
    let started: Started = null;

    function press(event: KeyboardEvent): void {
      const key = writtenKey(event);
      if (key === null || event.defaultPrevented || event.isComposing) return;
      if (keepsKey(event.target, key)) return;
      const sequence =
        started !== null && event.timeStamp - started.at < SEQUENCE_MS
          ? `${started.key} ${key}`
          : null;
      started = null;
      const found = (sequence !== null && find(sequence)) || find(key);
      if (found) {
        event.preventDefault();
        found.entry.run(found.id);
      } else if (startsSequence(key)) {
        started = { key, at: event.timeStamp };
      }
    }

    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

function find(key: string): { entry: Entry; id: string } | null {
  for (const entry of inForce.get()) {
    for (const [id, shortcut] of Object.entries(entry.shortcuts)) {
      if (shortcut.keys.includes(key)) return { entry, id };
    }
  }
  return null;
}

function startsSequence(key: string): boolean {
  return inForce
    .get()
    .some((entry) =>
      Object.values(entry.shortcuts).some((shortcut) =>
        shortcut.keys.some((keys) => keys.startsWith(`${key} `)),
      ),
    );
}
