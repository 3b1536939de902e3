import { roomKeys } from "../shortcuts/registry";

export const waitingKeys = roomKeys("What waits", 1, {
  next: { keys: ["j", "ArrowDown"], does: "Next" },
  previous: { keys: ["k", "ArrowUp"], does: "Previous" },
  open: { keys: ["Enter"], does: "Open the client" },
  send: { keys: ["s"], does: "Send now" },
  wasSent: { keys: ["w"], does: "It was sent" },
  edit: { keys: ["e"], does: "Edit" },
  discard: { keys: ["d"], does: "Discard" },
});
