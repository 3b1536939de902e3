import { roomKeys } from "../shortcuts/registry";

export const itemsKeys = roomKeys("Items", 3, {
  next: { keys: ["j", "ArrowDown"], does: "Next item" },
  previous: { keys: ["k", "ArrowUp"], does: "Previous item" },
  first: { keys: ["Home"], does: "First item" },
  last: { keys: ["End"], does: "Last item" },
  open: { keys: ["Enter"], does: "Show all details" },
  report: { keys: ["r"], does: "Show in the report" },
  write: { keys: ["w"], does: "Write a letter about the item" },
  search: { keys: ["/"], does: "Find an item" },
  bureau: { keys: ["b"], does: "Only the next bureau’s" },
  standing: { keys: ["t"], does: "Only those that stand the next way" },
  order: { keys: ["o"], does: "Order by the next column" },
  turn: { keys: ["O"], does: "Turn the order round" },
  leave: { keys: ["Escape"], does: "Clear the words, then close the details" },
});
