import { expect, test } from "vitest";
import { BackendError } from "../backend";
import { inWords, sortRefusal } from "./refusals";

function refused(fields: Record<string, string>): BackendError {
  return new BackendError("invalid", "Some fields need another look.", { fields });
}

test("a field is called as the form calls it", () => {
  expect(inWords("zip", "`firm.zip` is required.")).toBe("The ZIP code is required.");
  expect(inWords("recovery_key", "`recovery_key` has a typing mistake in group 2 of 13.")).toBe(
    "The recovery key has a typing mistake in group 2 of 13.",
  );
  expect(inWords("email", "Type your e-mail address.")).toBe("Type your e-mail address.");
});

test("what is said of a field stands there alone", () => {
  expect(sortRefusal(refused({ zip: "`firm.zip` is required." }), ["zip"])).toEqual({
    atFields: { zip: "The ZIP code is required." },
    above: null,
  });
});

test("what is said of no field of the form stands above it", () => {
  const file = refused({ file: "`file` is not a backup of an office." });
  expect(sortRefusal(file, ["recovery_key"])).toEqual({
    atFields: {},
    above: "The file is not a backup of an office.",
  });
  expect(sortRefusal(new BackendError("failed", "The disk is full."), ["zip"])).toEqual({
    atFields: {},
    above: "The disk is full.",
  });
});
