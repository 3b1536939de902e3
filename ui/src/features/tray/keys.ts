// The keys of the tray: its own only while the focus is in it.

import { DOCUMENT_TYPES } from "../../shared/documentTypes";
import { roomKeys } from "../shortcuts/registry";

export const trayKeys = roomKeys("Tray", 5, {
  next: { keys: ["j", "ArrowDown"], does: "Next file" },
  previous: { keys: ["k", "ArrowUp"], does: "Previous file" },
  select: { keys: ["x"], does: "Select or unselect" },
  type0: { keys: ["1"], does: typeChosen(0) },
  type1: { keys: ["2"], does: typeChosen(1) },
  type2: { keys: ["3"], does: typeChosen(2) },
  type3: { keys: ["4"], does: typeChosen(3) },
  look: { keys: ["Enter"], does: "Look at the file" },
  client: { keys: ["c"], does: "Choose the client" },
  caption: { keys: ["e"], does: "Write the caption" },
  again: { keys: ["r"], does: "Send again what was not accepted" },
  remove: { keys: ["Delete", "Backspace"], does: "Remove from the tray" },
  add: { keys: ["a"], does: "Add files" },
  send: { keys: ["mod+Enter"], does: "Add the documents to the file" },
  leave: { keys: ["Escape"], does: "Clear the selection, then close the tray" },
});

function typeChosen(at: number): string {
  return `Type: ${DOCUMENT_TYPES[at]?.label.toLowerCase()}`;
}
