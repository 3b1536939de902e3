import { expect, test } from "vitest";
import { itemChoice, recipient, template } from "../../test/letters";
import { groupItems, recipientsFor, usualRecipient, wantedTemplates } from "./choosing";

const fraud = recipient("Equifax, fraud", { is_default: false });
const furnisher = recipient("Abbey Bank", { kind: "furnisher", bureau: null, is_default: false });
const collector = recipient("Birch", { kind: "collector", bureau: null, is_default: false });
const experian = recipient("Experian", { bureau: "experian" });
const equifax = recipient("Equifax");
const all = [furnisher, collector, experian, fraud, equifax];

function labels(kind: "bureau" | "furnisher" | null): string[] {
  return recipientsFor(template(1, "Any", { kind }), all).map(({ label }) => label);
}

test("bureaus stand in their order, each with its usual address first, and anyone can be named", () => {
  expect(labels("bureau")).toEqual(["Equifax", "Equifax, fraud", "Experian", "Another recipient"]);
});

test("a template goes to whom it is for, one for anyone to all of them", () => {
  expect(labels("furnisher")).toEqual(["Abbey Bank", "Another recipient"]);
  expect(labels(null)).toHaveLength(6);
});

test("a letter about an item goes to the bureau that has it", () => {
  const item = itemChoice(1, "Abbey Bank", { bureau: "experian" });
  expect(usualRecipient([equifax, experian], item)).toBe(experian);
  expect(usualRecipient([equifax, experian], undefined)).toBe(equifax);
});

test("a letter to a furnisher about an item goes to the one that reports it", () => {
  const other = recipient("Cedar", { kind: "furnisher", bureau: null, is_default: false });
  const item = itemChoice(1, "ABBEY BANK ");
  expect(usualRecipient([other, furnisher], item)).toBe(furnisher);
});

test("nobody is taken who has nothing to do with the client", () => {
  expect(usualRecipient([collector], undefined)).toBeUndefined();
  const own = recipient("Brackenloft", { kind: "collector", bureau: null });
  expect(usualRecipient([collector, own], undefined)).toBe(own);
});

test("the items of the recipient are told from the others", () => {
  const items = [
    itemChoice(1, "Abbey Bank", { bureau: "experian" }),
    itemChoice(2, "Cedar", { bureau: "equifax" }),
  ];
  expect(groupItems(items, equifax)).toEqual({ near: [items[1]], far: [items[0]] });
  expect(groupItems(items, furnisher)).toEqual({ near: [items[0]], far: [items[1]] });
});

test("words look at names, categories and purposes of templates", () => {
  const templates = [template(1, "Bureau dispute"), template(2, "Debt validation")];
  expect(wantedTemplates(templates, "valid debt").map(({ id }) => id)).toEqual([2]);
  expect(wantedTemplates(templates, "letters bureau")).toHaveLength(2);
});
