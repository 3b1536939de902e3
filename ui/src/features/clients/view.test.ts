import { beforeEach, expect, test } from "vitest";
import { shownColumns } from "./columns";
import { keptView, readKept, selection, sortBy, toggleSelected } from "./view";

beforeEach(() => keptView.set(readKept(null)));

test("the first start shows all columns but the number, by name", () => {
  expect(readKept(null)).toEqual({
    columns: ["name", "place", "email", "phone", "ssn", "updated"],
    sort: "name",
    direction: "asc",
  });
});

test("what was kept by another version is read as far as it is known", () => {
  const kept = readKept('{"columns":["fax","phone","name"],"sort":"fax","direction":"desc"}');
  expect(kept).toEqual({ columns: ["name", "phone"], sort: "name", direction: "desc" });
});

test("what cannot be read is as good as nothing", () => {
  expect(readKept("{")).toEqual(readKept(null));
  expect(readKept("null")).toEqual(readKept(null));
});

test("ordering by the same column again turns the order round", () => {
  sortBy("place");
  expect(keptView.get()).toMatchObject({ sort: "place", direction: "asc" });
  sortBy("place");
  expect(keptView.get()).toMatchObject({ sort: "place", direction: "desc" });
});

test("ordering by the last change begins with the newest", () => {
  sortBy("updated_at");
  expect(keptView.get().direction).toBe("desc");
});

test("the order is kept for the next start, what is selected is not", () => {
  sortBy("email");
  toggleSelected(1, "Maria Lopez");
  const kept = localStorage.getItem("redress.clients") ?? "";
  expect(readKept(kept).sort).toBe("email");
  expect(kept).not.toContain("Maria");
  expect(selection.get().get(1)).toBe("Maria Lopez");
});

test("beside an open client the name and one more column fit", () => {
  const columns = shownColumns(["name", "email", "phone"], true);
  expect(columns.map(({ id }) => id)).toEqual(["name", "email"]);
});
