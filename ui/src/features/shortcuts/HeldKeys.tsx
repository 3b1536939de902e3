import { NOT_NOW, type RoomKeys, useRoomKeys } from "./registry";

type HeldKeysProps<Id extends string> = { keys: RoomKeys<Id> };

/**
 * Holds the keys of a room that is still being read: without it, what is typed ahead would act
 * further out, on the list of clients. Escape leads out all the same.
 */
export function HeldKeys<Id extends string>({ keys }: HeldKeysProps<Id>) {
  const ids = Object.keys(keys.shortcuts) as Id[];
  const effects = ids.map((id) => {
    const leads = keys.shortcuts[id].keys.includes("Escape");
    return [id, () => (leads ? NOT_NOW : undefined)];
  });
  useRoomKeys(keys, Object.fromEntries(effects) as Record<Id, () => unknown>);
  return null;
}
