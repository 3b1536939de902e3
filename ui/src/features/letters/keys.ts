import { roomKeys } from "../shortcuts/registry";

export const lettersKeys = roomKeys("Letters", 3, {
  next: { keys: ["j", "ArrowDown"], does: "Next letter" },
  previous: { keys: ["k", "ArrowUp"], does: "Previous letter" },
  first: { keys: ["Home"], does: "First letter" },
  last: { keys: ["End"], does: "Last letter" },
  open: { keys: ["Enter"], does: "Open the letter" },
  remove: { keys: ["Delete", "Backspace"], does: "Remove the draft" },
  search: { keys: ["/"], does: "Find a letter" },
  leave: { keys: ["Escape"], does: "Keep the draft, or clear the words" },
});

/** In force while there is nothing to list, too. */
export const newLetterKeys = roomKeys("Writing letters", 2.5, {
  begin: { keys: ["n"], does: "New letter" },
});

export const beginKeys = roomKeys("New letter", 3, {
  next: { keys: ["j", "ArrowDown"], does: "Next" },
  previous: { keys: ["k", "ArrowUp"], does: "Previous" },
  take: { keys: ["x"], does: "Take the item, or leave it out" },
  search: { keys: ["/"], does: "Find a template" },
  write: { keys: ["mod+Enter"], does: "Write the letter" },
  leave: { keys: ["Escape"], does: "Clear the words, then back to the letters" },
});

export const composerKeys = roomKeys("A letter", 3, {
  send: { keys: ["mod+Enter"], does: "Send, after one question" },
  save: { keys: ["mod+s"], does: "Save the PDF" },
  print: { keys: ["mod+p"], does: "Open to print" },
  text: { keys: ["Enter"], does: "Into the text" },
  down: { keys: ["j", "ArrowDown"], does: "Further down the pages" },
  up: { keys: ["k", "ArrowUp"], does: "Further up the pages" },
  insert: { keys: ["mod+i"], does: "Insert a field into the text" },
  windows: { keys: ["e"], does: "Show or hide the envelope’s windows" },
  remove: { keys: ["Delete"], does: "Remove the draft" },
  leave: { keys: ["Escape"], does: "Out of the field, then back to the letters" },
});
