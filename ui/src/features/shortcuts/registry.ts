// The one list of shortcuts in force. A room declares its keys once with `roomKeys` and gives
// them their effects with `useRoomKeys`; the listener and the sheet read the same list.
//
// Where two rooms want a key, the room that has the focus gets it, else the inner one. What lies
// over all rooms stands alone: the keys of those further out rest meanwhile.

import { type RefObject, useEffect, useRef } from "react";
import { createStore } from "../../shared/store";
import { keepsKey, writtenKey } from "./keys";

export type Shortcut = { keys: readonly string[]; does: string };

export type RoomKeys<Id extends string> = {
  room: string;
  /** How far inside the room is. */
  level: number;
  shortcuts: Record<Id, Shortcut>;
  /** Whether it lies over all rooms. */
  alone: boolean;
};

type Entry = {
  room: string;
  level: number;
  shortcuts: Record<string, Shortcut>;
  alone: boolean;
  run: (id: string) => unknown;
  area: RefObject<HTMLElement | null> | undefined;
};

/** What an effect answers when its key means nothing just now: the next room out gets it. */
export const NOT_NOW = Symbol("not now");

const SEQUENCE_MS = 1000;

/** In force now, the innermost room first. */
export const inForce = createStore<readonly Entry[]>([]);

export function roomKeys<Id extends string>(
  room: string,
  level: number,
  shortcuts: Record<Id, Shortcut>,
  { alone = false } = {},
): RoomKeys<Id> {
  return { room, level, shortcuts, alone };
}

/**
 * Puts a room's keys in force while the calling part is on the screen. While the focus is in
 * `area`, they go before those of other rooms.
 */
export function useRoomKeys<Id extends string>(
  keys: RoomKeys<Id>,
  effects: Record<Id, () => unknown>,
  area?: RefObject<HTMLElement | null>,
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
      alone: keys.alone,
      run: (id) => latest.current[id as Id](),
      area,
    };
    inForce.set((entries) => [...entries, entry].sort((a, b) => b.level - a.level));
    return () => inForce.set((entries) => entries.filter((other) => other !== entry));
  }, [keys, area]);
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
      if ((sequence !== null && act(sequence, event.target)) || act(key, event.target)) {
        event.preventDefault();
      } else if (startsSequence(key)) {
        started = { key, at: event.timeStamp };
      }
    }

    window.addEventListener("keydown", press);
    return () => window.removeEventListener("keydown", press);
  }, []);
}

/** Runs what the key means, and says whether it meant anything. */
function act(key: string, target: EventTarget | null): boolean {
  for (const entry of nearestFirst(target)) {
    for (const [id, shortcut] of Object.entries(entry.shortcuts)) {
      if (shortcut.keys.includes(key) && entry.run(id) !== NOT_NOW) return true;
    }
  }
  return false;
}

function nearestFirst(target: EventTarget | null): Entry[] {
  const has = ({ area }: Entry) => target instanceof Node && area?.current?.contains(target);
  const entries = notResting(inForce.get());
  return [...entries.filter(has), ...entries.filter((entry) => !has(entry))];
}

/** The rooms whose keys act, when some rest below one that stands alone. */
export function notResting(entries: readonly Entry[]): readonly Entry[] {
  const place = entries.findIndex(({ alone }) => alone);
  return place < 0 ? entries : entries.slice(0, place + 1);
}

/**
 * The shortcuts of a room that another one further in does not take from it. Escape goes on
 * outwards when it meant nothing, and a room with an area has its keys while the focus is there.
 */
export function ownShortcuts(room: Entry, rooms: readonly Entry[]): Shortcut[] {
  const further = room.area === undefined ? rooms.slice(0, rooms.indexOf(room)) : [];
  const taken = new Set(
    further.flatMap(({ shortcuts }) => Object.values(shortcuts).flatMap(({ keys }) => keys)),
  );
  taken.delete("Escape");
  return Object.values(room.shortcuts).filter(({ keys }) => !keys.every((key) => taken.has(key)));
}

function startsSequence(key: string): boolean {
  return notResting(inForce.get()).some((entry) =>
    Object.values(entry.shortcuts).some((shortcut) =>
      shortcut.keys.some((keys) => keys.startsWith(`${key} `)),
    ),
  );
}
