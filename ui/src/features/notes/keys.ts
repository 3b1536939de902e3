import { roomKeys } from "../shortcuts/registry";

export const notesKeys = roomKeys("Notes", 3, {
  save: { keys: ["mod+Enter"], does: "Save the note" },
});
