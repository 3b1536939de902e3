import { roomKeys } from "../shortcuts/registry";

export const viewerKeys = roomKeys(
  "Viewer",
  9,
  {
    next: { keys: ["ArrowRight", "j"], does: "Next document" },
    previous: { keys: ["ArrowLeft", "k"], does: "Previous document" },
    nextPage: { keys: ["PageDown"], does: "Next page" },
    previousPage: { keys: ["PageUp"], does: "Previous page" },
    nearer: { keys: ["+", "="], does: "Larger" },
    farther: { keys: ["-"], does: "Smaller" },
    fit: { keys: ["0"], does: "Fit into the window" },
    turn: { keys: ["r"], does: "Turn the view" },
    save: { keys: ["s"], does: "Save a copy" },
    outside: { keys: ["o"], does: "Open in the system viewer" },
    shortcuts: { keys: ["?"], does: "Show these keys" },
    close: { keys: ["Escape"], does: "Close" },
  },
  { alone: true },
);
