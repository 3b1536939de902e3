import { screen, waitFor } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { practice } from "../../test/notes";
import { renderApp } from "../../test/render";
import { reportsOf } from "../../test/reports";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  desk.answer("opening", () => ({ state: "open", account: practice }));
  user = userEvent.setup();
});

function addReport(): Promise<HTMLElement> {
  return screen.findByRole("button", { name: "Add a report…" });
}

test("a client without reports gets the first one, which is shown at once", async () => {
  desk.reports = reportsOf({ sets: [] });
  desk.answer("reports_add", () => {
    desk.reports = reportsOf();
    return true;
  });
  renderApp("/clients/2/report");
  await screen.findByText("There are no reports of Maria Lopez yet");
  await user.click(await addReport());
  await screen.findByRole("navigation", { name: "Reports by day" });
  await screen.findByText("The report was added.");
  expect(desk.argsOf("reports_add")).toEqual([{ clientId: 2 }]);
});

test("beside other reports a key adds one, too", async () => {
  desk.answer("reports_add", () => true);
  renderApp("/clients/2/report");
  await addReport();
  await user.keyboard("u");
  await screen.findByText("The report was added.");
  expect(desk.argsOf("reports_add")).toEqual([{ clientId: 2 }]);
});

test("who thinks better of it in the dialog is told nothing", async () => {
  desk.answer("reports_add", () => false);
  renderApp("/clients/2/report");
  await user.click(await addReport());
  await waitFor(() => expect(desk.argsOf("reports_add")).toHaveLength(1));
  await waitFor(() => expect(screen.queryByText("The report was added.")).toBeNull());
  expect(screen.queryByText("No report was added.")).toBeNull();
});

test("a file that is no report is named with what is wrong with it", async () => {
  const sentence = "“march.json” was not added. Its schema must be redress.report/1.";
  desk.answer("reports_add", () => refusal("failed", sentence));
  renderApp("/clients/2/report");
  await user.click(await addReport());
  await screen.findByText("No report was added.");
  expect(screen.getByText(sentence)).toBeTruthy();
});

test("at a portal there is no way to add one", async () => {
  desk = startDesk();
  renderApp("/clients/2/report");
  await screen.findByRole("navigation", { name: "Reports by day" });
  expect(screen.queryByRole("button", { name: "Add a report…" })).toBeNull();
  await user.keyboard("u");
  expect(desk.argsOf("reports_add")).toEqual([]);
});
