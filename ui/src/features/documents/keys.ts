import { roomKeys } from "../shortcuts/registry";

export const documentsKeys = roomKeys("Documents", 3, {
  next: { keys: ["j", "ArrowRight"], does: "Next document" },
  previous: { keys: ["k", "ArrowLeft"], does: "Previous document" },
  below: { keys: ["ArrowDown"], does: "The document below" },
  above: { keys: ["ArrowUp"], does: "The document above" },
  first: { keys: ["Home"], does: "First document" },
  last: { keys: ["End"], does: "Last document" },
  open: { keys: ["Enter"], does: "Look at the document" },
  save: { keys: ["s"], does: "Save a copy" },
  search: { keys: ["/"], does: "Find a document" },
  type: { keys: ["f"], does: "Only those of the next type" },
  shape: { keys: ["v"], does: "As cards or as a list" },
  leave: { keys: ["Escape"], does: "Clear the words" },
});

/** In force while there is nothing to list, too. */
export const addKeys = roomKeys("Adding documents", 2.5, {
  add: { keys: ["a"], does: "Add files to this client’s file" },
});
