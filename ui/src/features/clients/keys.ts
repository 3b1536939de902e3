// The keys of the Clients room: read by the listener and by the sheet.

import { roomKeys } from "../shortcuts/registry";

export const listKeys = roomKeys("Clients", 2, {
  next: { keys: ["j", "ArrowDown"], does: "Next client" },
  previous: { keys: ["k", "ArrowUp"], does: "Previous client" },
  pageDown: { keys: ["PageDown"], does: "A page down" },
  pageUp: { keys: ["PageUp"], does: "A page up" },
  first: { keys: ["Home"], does: "First client" },
  last: { keys: ["End"], does: "Last client" },
  open: { keys: ["Enter"], does: "Open the client" },
  select: { keys: ["x"], does: "Select or unselect" },
  copy: { keys: ["c"], does: "Copy the names of the selected" },
  search: { keys: ["/"], does: "Search clients" },
  leave: { keys: ["Escape"], does: "Clear the search, then the selection, then close the client" },
});

/** Only where the account is with an office. */
export const addClientKeys = roomKeys("Adding clients", 2, {
  add: { keys: ["A"], does: "New client" },
});

export const newClientKeys = roomKeys("A new client", 3, {
  save: { keys: ["mod+Enter"], does: "Add the client" },
  leave: { keys: ["Escape"], does: "Leave the form" },
});

export const clientKeys = roomKeys("An open client", 1, {
  list: { keys: ["h"], does: "Hide or show the list" },
  overview: { keys: ["1"], does: "Overview" },
  report: { keys: ["2"], does: "Report" },
  items: { keys: ["3"], does: "Items" },
  letters: { keys: ["4"], does: "Letters" },
  documents: { keys: ["5"], does: "Documents" },
  notes: { keys: ["6"], does: "Notes" },
  // The report has "[" and "]" for its days.
  nextTab: { keys: ["]", "}"], does: "Next tab" },
  previousTab: { keys: ["[", "{"], does: "Previous tab" },
  write: { keys: ["n"], does: "Write a note" },
  close: { keys: ["Escape"], does: "Close the client" },
});
