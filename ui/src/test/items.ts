import type { ItemRow } from "../bindings/ItemRow";

/** A new negative item at Equifax. */
export function item(id: number, name: string, changes: Partial<ItemRow> = {}): ItemRow {
  return {
    id,
    name,
    number: "****1234",
    kind: "Credit card",
    status: "Charge-off",
    bureau: "equifax",
    balance: "$1,250",
    past_due: "$200",
    balance_cents: 125_000,
    opened_on: "2021-05-04",
    reported_on: "2026-02-28",
    standing: "new",
    not_dispute: false,
    collection: false,
    charge_off: true,
    disputed: false,
    closed: false,
    tradeline_id: `${name}-1`,
    groups: [{ title: "Account", details: [{ label: "Terms", value: "Monthly" }] }],
    ...changes,
  };
}
