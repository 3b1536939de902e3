import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { practice } from "../../test/notes";
import { renderApp } from "../../test/render";
import { NOBODY, officeErrors, ssnProblem } from "./newClient";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  desk.answer("opening", () => ({ state: "open", account: practice }));
  desk.answer("clients_create", () => 3);
  user = userEvent.setup();
});

function field(label: string): HTMLInputElement {
  return screen.getByLabelText<HTMLInputElement>(label);
}

async function begun(address = "/clients/new") {
  const app = renderApp(address);
  await screen.findByRole("form", { name: "New client" });
  return app;
}

test("by keys only: the form is opened, filled in, and the new client is open", async () => {
  const { router } = renderApp();
  await screen.findByRole("row", { name: /Ana Abel/ });
  await user.keyboard("A");
  await screen.findByRole("form", { name: "New client" });
  await waitFor(() => expect(document.activeElement).toBe(field("First name")));
  await user.keyboard("Mario{Tab}Loos{Tab}2/29/1980{Tab}900-12-3456{Enter}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients/3"));
  await screen.findByText("Mario Loos is a client now.");
  expect(desk.argsOf("clients_create")).toEqual([
    {
      client: {
        ...NOBODY,
        first_name: "Mario",
        last_name: "Loos",
        born: "2/29/1980",
        ssn: "900-12-3456",
      },
    },
  ]);
});

test("the list has a button for it", async () => {
  renderApp();
  await user.click(await screen.findByRole("button", { name: "New client" }));
  await screen.findByRole("form", { name: "New client" });
});

test("what is missing is said at its field before the office is asked", async () => {
  await begun();
  await user.type(field("Social Security number"), "900-12");
  await user.click(screen.getByRole("button", { name: "Add the client" }));
  await screen.findByText("Enter the first name.");
  expect(screen.getByText("Enter the last name.")).toBeTruthy();
  expect(screen.getByText("A Social Security number has nine digits.")).toBeTruthy();
  expect(document.activeElement).toBe(field("First name"));
  expect(desk.argsOf("clients_create")).toEqual([]);
});

test("what the office refuses stands at its field, the first has the focus, all stays", async () => {
  const fields = {
    zip: "The ZIP code must be a ZIP code of five or nine digits.",
    born: "The date of birth is still to come.",
  };
  desk.answer("clients_create", () => refusal("invalid", "Some fields.", { fields }));
  await begun();
  await user.type(field("First name"), "Ines");
  await user.type(field("Last name"), "Quintana");
  await user.type(field("Date of birth"), "1/1/2150");
  await user.type(field("ZIP code"), "12{Enter}");
  await screen.findByText(fields.zip);
  expect(screen.getByText(fields.born)).toBeTruthy();
  await waitFor(() => expect(document.activeElement).toBe(field("Date of birth")));
  expect(field("ZIP code").value).toBe("12");
  expect(screen.queryByText("Some fields.")).toBeNull();
});

test("somebody who is here already is named above the fields", async () => {
  const fields = { attributes: "These details name client 2, who is here already." };
  desk.answer("clients_create", () => refusal("invalid", "Some fields.", { fields }));
  await begun();
  await user.type(field("First name"), "Maria");
  await user.type(field("Last name"), "Lopez{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe(fields.attributes);
  expect(field("First name").value).toBe("Maria");
});

test("an office that does not answer is told, and what was typed stays", async () => {
  desk.answer("clients_create", () => refusal("offline", "The office does not answer."));
  await begun();
  await user.type(field("First name"), "Maria");
  await user.type(field("Last name"), "Lopez{Enter}");
  expect((await screen.findByRole("alert")).textContent).toBe("The office does not answer.");
  expect(field("Last name").value).toBe("Lopez");
});

test("the number is hidden while it is typed, and forgotten when the form is left", async () => {
  const { router } = await begun();
  expect(field("Social Security number").type).toBe("password");
  await user.type(field("First name"), "Ines");
  await user.type(field("Social Security number"), "900123456");
  await router.navigate({ to: "/settings" });
  await screen.findByRole("heading", { name: "Settings" });
  await router.navigate({ to: "/clients/new" });
  await screen.findByRole("form", { name: "New client" });
  expect(field("First name").value).toBe("Ines");
  expect(field("Social Security number").value).toBe("");
});

test("Escape drops what was typed, and undo brings it back", async () => {
  const { router } = await begun();
  await user.type(field("First name"), "Ines{Escape}");
  await waitFor(() => expect(router.state.location.pathname).toBe("/clients"));
  await user.click(await screen.findByRole("button", { name: "Undo" }));
  await screen.findByRole("form", { name: "New client" });
  expect(field("First name").value).toBe("Ines");
});

test("an office without clients says how to add the first", async () => {
  desk.answer("clients_list", () => ({ rows: [], total: 0, offset: 0 }));
  renderApp();
  await user.click(await screen.findByRole("button", { name: "Add the first client" }));
  await screen.findByRole("form", { name: "New client" });
});

test("at a portal nobody is added, by button, key or address", async () => {
  desk = startDesk();
  renderApp("/clients/new");
  await screen.findByText("New clients are added at the portal");
  await user.click(screen.getByRole("button", { name: "Back to the list" }));
  await screen.findByRole("row", { name: /Ana Abel/ });
  expect(screen.queryByRole("button", { name: "New client" })).toBeNull();
  await user.keyboard("A");
  expect(screen.queryByRole("form", { name: "New client" })).toBeNull();
});

test("nine digits are a number, however they are parted, and none is none", () => {
  for (const typed of ["", "900-12-3456", "900 12 3456", "900123456"]) {
    expect(ssnProblem(typed)).toBeNull();
  }
  for (const typed of ["900-12-345", "900-12-34567", "900-12-345x"]) {
    expect(ssnProblem(typed)).toContain("nine digits");
  }
});

test("the office's sentences are sorted into those of a field and others", () => {
  expect(officeErrors({ zip: "Five digits.", attributes: "Here already." })).toEqual({
    known: { zip: "Five digits." },
    others: ["Here already."],
  });
});
