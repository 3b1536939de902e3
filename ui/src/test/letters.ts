import type { LetterAddress } from "../bindings/LetterAddress";
import type { LetterChoices } from "../bindings/LetterChoices";
import type { LetterDraft } from "../bindings/LetterDraft";
import type { LetterItemChoice } from "../bindings/LetterItemChoice";
import type { LetterPage } from "../bindings/LetterPage";
import type { LetterRecipient } from "../bindings/LetterRecipient";
import type { LetterRow } from "../bindings/LetterRow";
import type { LetterTemplate } from "../bindings/LetterTemplate";

/** A fax to Equifax that the server has. */
export function letterRow(id: number, title: string, changes: Partial<LetterRow> = {}): LetterRow {
  return {
    id: null,
    correspondence_id: id,
    title,
    to: "Equifax",
    how: "fax",
    status: "Delivered",
    at: "2026-07-03T12:04:00Z",
    by: "Marcus Okafor",
    attachment_id: id,
    mark: "saved",
    reason: null,
    ...changes,
  };
}

export function draftRow(id: number, title: string, changes: Partial<LetterRow> = {}): LetterRow {
  const ours = { id, correspondence_id: null, how: "draft", status: null } as const;
  return letterRow(id, title, { ...ours, attachment_id: null, by: "Dana Whitfield", ...changes });
}

export function address(name: string, changes: Partial<LetterAddress> = {}): LetterAddress {
  return {
    name,
    street: "P.O. Box 740256",
    city: "Atlanta",
    state: "GA",
    zip: "30374",
    fax: "(404) 555-0100",
    ...changes,
  };
}

export function recipient(label: string, changes: Partial<LetterRecipient> = {}): LetterRecipient {
  return {
    kind: "bureau",
    label,
    bureau: "equifax",
    is_default: true,
    to: address(label),
    ...changes,
  };
}

export function template(
  id: number,
  name: string,
  changes: Partial<LetterTemplate> = {},
): LetterTemplate {
  return {
    id,
    name,
    category: "Letters to a bureau",
    kind: "bureau",
    purpose: `What ${name} is good for.`,
    caution: null,
    laws: [],
    enclosures: ["A copy of my licence"],
    ...changes,
  };
}

export function itemChoice(
  item_id: number,
  furnisher: string,
  changes: Partial<LetterItemChoice> = {},
): LetterItemChoice {
  return {
    item_id,
    furnisher,
    account: "****1234",
    bureau: "equifax",
    what: "Collection, $1,250.00",
    ...changes,
  };
}

/** Two templates, two bureaus and a furnisher, three items. */
export function letterChoices(changes: Partial<LetterChoices> = {}): LetterChoices {
  return {
    templates: [
      template(1, "Bureau dispute", {
        caution: "Say what is wrong.",
        laws: [{ cite: "15 USC 1681i(a)(1)", says: "A bureau has 30 days." }],
      }),
      template(2, "Furnisher dispute", { kind: "furnisher" }),
    ],
    recipients: [
      recipient("Abbey Bank", { kind: "furnisher", bureau: null, is_default: false }),
      recipient("Experian", { bureau: "experian" }),
      recipient("Equifax"),
    ],
    items: [
      itemChoice(11, "Cedar Auto"),
      itemChoice(12, "Abbey Bank", { bureau: "experian" }),
      itemChoice(13, "Birch Credit"),
    ],
    reasons: ["The account is not mine", "The balance is wrong"],
    variables: [
      {
        name: "Report date",
        meaning: "The day of the report",
        example: "March 14, 2026",
        is_day: true,
      },
      { name: "Delivery", meaning: "How it was sent", example: "by mail", is_day: false },
    ],
    fetched_at: "2026-07-03T12:04:00Z",
    ...changes,
  };
}

/** A dispute to Equifax about Cedar Auto, of Maria Lopez, client 2. */
export function letterDraft(changes: Partial<LetterDraft> = {}): LetterDraft {
  return {
    id: 7,
    client_id: 2,
    template: "Bureau dispute",
    kind: "bureau",
    bureau: "equifax",
    to: address("Equifax"),
    subject: "Dispute",
    body: "To whom it may concern:",
    items: [{ item_id: 11, fact: "It is not mine.", request: "Please delete it." }],
    enclosures: [],
    values: {},
    dated: "2026-07-03",
    saved_at: "2026-07-03T12:04:00Z",
    ...changes,
  };
}

/** Three pages that can go; `token` opens them. */
export function letterPage(token: string, changes: Partial<LetterPage> = {}): LetterPage {
  return {
    viewing: {
      token,
      url: `/document/${token}`,
      name: "Bureau dispute",
      kind: "pdf",
      size: 1024,
      attachment_id: null,
    },
    fingerprint: "page",
    pages: 3,
    refusals: [],
    doubts: [],
    asks: [],
    ...changes,
  };
}
