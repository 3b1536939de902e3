// The keys of the report: read by the listener and by the sheet.

import { roomKeys } from "../shortcuts/registry";

export const reportKeys = roomKeys("The report", 3, {
  earlier: { keys: ["]"], does: "An earlier report" },
  later: { keys: ["["], does: "A later report" },
  accounts: { keys: ["a"], does: "Accounts" },
  inquiries: { keys: ["i"], does: "Inquiries" },
  records: { keys: ["p"], does: "Public records" },
  person: { keys: ["d"], does: "Personal details" },
});

/** Only where the account is with an office; in force while there is no report, too. */
export const addReportKeys = roomKeys("Adding reports", 2.5, {
  add: { keys: ["u"], does: "Add a report from a file" },
});

export const accountKeys = roomKeys("Accounts of the report", 4, {
  next: { keys: ["j", "ArrowDown"], does: "Next account" },
  previous: { keys: ["k", "ArrowUp"], does: "Previous account" },
  first: { keys: ["Home"], does: "First account" },
  last: { keys: ["End"], does: "Last account" },
  open: { keys: ["Enter"], does: "Into the account" },
  search: { keys: ["/"], does: "Find an account" },
  negative: { keys: ["N"], does: "Negative ones only" },
  differing: { keys: ["D"], does: "Those that differ only" },
  changed: { keys: ["C"], does: "Those that changed only" },
  gone: { keys: ["G"], does: "Those that are gone only" },
  months: { keys: ["m"], does: "All months or the last 24" },
  leave: { keys: ["Escape"], does: "Clear the words, then back to the list" },
});
