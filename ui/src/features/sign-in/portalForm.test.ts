import { expect, test } from "vitest";
import {
  clientIdProblem,
  EMPTY_PORTAL,
  emailProblem,
  fieldErrors,
  microsoftToSend,
  portalToSend,
  serverProblem,
  tenantProblem,
} from "./portalForm";

const ID = "054b4106-174b-46b0-97f8-86d8d7b6f0af";

test("an address without a scheme is taken as https", () => {
  expect(serverProblem("portal.example.com")).toBeNull();
  expect(
    portalToSend({
      ...EMPTY_PORTAL,
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

test("a tenant is an ID or a domain", () => {
  expect(tenantProblem(` ${ID} `)).toBeNull();
  expect(tenantProblem("company.example.com")).toBeNull();
  expect(tenantProblem("")).toBe("Enter your company’s tenant at Microsoft.");
  for (const wrong of [
    "company",
    "..",
    "company.example/x",
    "-company.example",
    "my company.com",
  ]) {
    expect(tenantProblem(wrong)).toContain("neither an ID nor a domain");
  }
});

test("a client ID is an ID", () => {
  expect(clientIdProblem(ID.toUpperCase())).toBeNull();
  expect(clientIdProblem(" ")).toBe("Enter the portal’s client ID at Microsoft.");
  expect(clientIdProblem(ID.replaceAll("-", ""))).toContain("This is not an ID.");
});

test("for Microsoft no password is sent", () => {
  const typed = { ...EMPTY_PORTAL, server: "portal.example.com", password: "secret" };
  expect(microsoftToSend({ ...typed, api_key: "k", tenant: " c.example", client_id: ID })).toEqual({
    server: "https://portal.example.com",
    api_key: "k",
    tenant: "c.example",
    client_id: ID,
  });
});

test("the server's sentences are sorted into those of a field and others", () => {
  const fields = { api_key: "Unknown key.", tenant: "Unknown tenant." };
  expect(fieldErrors("password", fields)).toEqual({
    known: { api_key: "Unknown key." },
    others: ["Unknown tenant."],
  });
  expect(fieldErrors("microsoft", fields)).toEqual({ known: fields, others: [] });
});
