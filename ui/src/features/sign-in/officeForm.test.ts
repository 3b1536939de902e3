import { expect, test } from "vitest";
import { EMPTY_SET_UP, setUpProblems, setUpToSend } from "./officeForm";

test("a state is its two letters, a ZIP code five digits or nine", () => {
  expect(setUpProblems.state(" ok ")).toBeNull();
  expect(setUpProblems.state("Oklahoma")).toBe("Two letters.");
  expect(setUpProblems.zip("74103")).toBeNull();
  expect(setUpProblems.zip("74103-0190")).toBeNull();
  expect(setUpProblems.zip("7410")).toBe("Five digits, or nine.");
});

test("a password is long enough by its characters, and typed twice alike", () => {
  expect(setUpProblems.password("a long password")).toBeNull();
  expect(setUpProblems.password("short")).toBe("Use 12 characters or more; these are 5.");
  expect(setUpProblems.password("🔑".repeat(11))).toContain("these are 11");
  const all = { ...EMPTY_SET_UP, password: "a long password" };
  expect(setUpProblems.again("a long password", all)).toBeNull();
  expect(setUpProblems.again("a long passwort", all)).toBe("The two passwords are not the same.");
});

test("the password is sent as it was typed, the rest without the blanks around it", () => {
  const typed = { ...EMPTY_SET_UP, name: " Evergreen ", state: "ok", password: " p " };
  expect(setUpToSend(typed)).toMatchObject({ name: "Evergreen", state: "OK", password: " p " });
  expect(setUpToSend(typed)).not.toHaveProperty("again");
});
