import { expect, test } from "vitest";
import { emailProblem, fieldErrors, portalToSend, serverProblem } from "./portalForm";

test("an address without a scheme is taken as https", () => {
  expect(serverProblem("portal.example.com")).toBeNull();
  expect(
    portalToSend({
      server: " portal.example.com/ ",
      api_key: "k ",
      email: " a@b.c",
      password: " p ",
    }),
  ).toEqual({
    server: "https://portal.example.com",
    api_key: "k",
    email: "a@b.c",
    password: " p ",
  });
});

test("http is refused, except on this machine", () => {
  expect(serverProblem("http://portal.example.com")).toBe("The address must begin with https://.");
  expect(serverProblem("http://localhost.example.com")).toBe(
    "The address must begin with https://.",
  );
  expect(serverProblem("http://127.0.0.1:8080")).toBeNull();
  expect(serverProblem("http://localhost:8080")).toBeNull();
  expect(serverProblem("http://[::1]:8080")).toBeNull();
});

test("an address that carries a name and password is refused", () => {
  expect(serverProblem("https://me:secret@portal.example.com")).toContain("name and password");
});

test("what is no address says what one looks like", () => {
  expect(serverProblem("https://")).toContain("not a web address");
  expect(serverProblem("")).toBe("Enter the address of your portal.");
});

test("an e-mail address has something on both sides of the @", () => {
  expect(emailProblem("dana@example.com")).toBeNull();
  expect(emailProblem("dana")).toBe("This is not an e-mail address.");
});

test("the server's sentences are sorted into those of a field and others", () => {
  expect(fieldErrors({ api_key: "Unknown key.", tenant: "Unknown tenant." })).toEqual({
    known: { api_key: "Unknown key." },
    others: ["Unknown tenant."],
  });
});
