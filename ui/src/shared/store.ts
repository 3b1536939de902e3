// A value shared by parts of the interface that do not contain each other.

import { useSyncExternalStore } from "react";

export type Store<Value> = {
  get: () => Value;
  set: (next: Value | ((now: Value) => Value)) => void;
  subscribe: (heard: () => void) => () => void;
};

const beginnings: (() => void)[] = [];

export function createStore<Value>(first: Value): Store<Value> {
  let value = first;
  const listeners = new Set<() => void>();
  const store: Store<Value> = {
    get: () => value,
    set(next) {
      value = typeof next === "function" ? (next as (now: Value) => Value)(value) : next;
      for (const heard of listeners) heard();
    },
    subscribe(heard) {
      listeners.add(heard);
      return () => listeners.delete(heard);
    },
  };
  beginnings.push(() => store.set(() => first));
  return store;
}

/** Gives every store the value it began with, as if the program had just been started. */
export function beginAnew(): void {
  for (const begin of beginnings) begin();
}

export function useStore<Value>(store: Store<Value>): Value {
  return useSyncExternalStore(store.subscribe, store.get);
}
