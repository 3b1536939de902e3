import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent, { type UserEvent } from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { refusal } from "../../test/bridge";
import { type FakeDesk, startDesk } from "../../test/desk";
import { syncStatus } from "../../test/notes";
import { renderApp } from "../../test/render";
import {
  account,
  bureauHead,
  cell,
  EARLIER,
  fact,
  LATEST,
  reportsOf,
  reportView,
} from "../../test/reports";

let desk: FakeDesk;
let user: UserEvent;

beforeEach(() => {
  desk = startDesk();
  user = userEvent.setup();
});

function show(accounts: ReportAccount[], earlier: ReportAccount[] = []): void {
  desk.views = {
    [LATEST]: reportView(LATEST, accounts),
    [EARLIER]: reportView(EARLIER, earlier),
  };
}

function accounts(): HTMLElement {
  return screen.getByRole("grid", { name: "Accounts" });
}

function listed(): (string | null)[] {
  return within(accounts())
    .getAllByRole("row")
    .map((row) => row.querySelector("[title]")?.textContent ?? null);
}

function openAccount(): Promise<HTMLElement> {
  return screen.findByRole("region", { name: "Account" });
}

/** The name of the account at right. */
async function inHand(): Promise<string | null> {
  return within(await openAccount()).getByRole("heading", { level: 3 }).textContent;
}

const THREE = [account("Abbey Bank"), account("Birch Credit"), account("Cedar Auto")];

test("2 opens the report on the latest day, with the first account in hand", async () => {
  show(THREE);
  renderApp("/clients/2");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  await user.keyboard("2");
  expect(await inHand()).toBe("Abbey Bank");
  expect(desk.argsOf("reports_view")).toEqual([{ clientId: 2, asOf: LATEST }]);
});

test("j and k move from account to account, and the account follows", async () => {
  show(THREE);
  renderApp("/clients/2/report");
  await openAccount();
  await user.keyboard("jj");
  await waitFor(async () => expect(await inHand()).toBe("Cedar Auto"));
  await user.keyboard("k");
  await waitFor(async () => expect(await inHand()).toBe("Birch Credit"));
  await user.keyboard("{End}j");
  await waitFor(async () => expect(await inHand()).toBe("Cedar Auto"));
  expect(accounts().getAttribute("aria-activedescendant")).toBe("account-at-2");
});

test("while the list of clients has the focus, j moves in it", async () => {
  show(THREE);
  renderApp("/clients/1/report");
  await openAccount();
  const clients = screen.getByRole("grid", { name: "Clients" });
  clients.focus();
  await user.keyboard("j{Enter}");
  await screen.findByRole("heading", { name: "Maria Lopez" });
  expect(await inHand()).toBe("Abbey Bank");
});

test("] goes to the earlier report and [ back, and the account stays in hand", async () => {
  const before = account("Birch Credit", {
    tradeline_ids: ["Birch Credit-1", null, null],
    status: "60 days late",
  });
  show(THREE, [account("Zinnia Loans"), before]);
  const { router } = renderApp("/clients/2/report");
  await openAccount();
  await user.keyboard("j");
  await waitFor(async () => expect(await inHand()).toBe("Birch Credit"));
  await user.keyboard("]");
  await waitFor(async () => expect((await openAccount()).textContent).toContain("60 days late"));
  expect(await inHand()).toBe("Birch Credit");
  expect(screen.getByRole("button", { name: /01\/10\/2026/, pressed: true })).toBeTruthy();
  router.history.back();
  await waitFor(async () => expect((await openAccount()).textContent).not.toContain("60 days"));
  await user.keyboard("]");
  await user.keyboard("[[");
  await screen.findByRole("button", { name: /03\/14\/2026/, pressed: true });
});

test("the filters are keys, and say how many each would show", async () => {
  show([
    account("Abbey Bank"),
    account("Birch Credit", { negative: true, differing: 2 }),
    account("Cedar Auto", { changes: [null, "gone", null] }),
  ]);
  renderApp("/clients/2/report");
  await openAccount();
  await user.keyboard("N");
  expect(listed()).toEqual(["Birch Credit"]);
  await user.keyboard("ND");
  expect(listed()).toEqual(["Birch Credit"]);
  await user.keyboard("DC");
  expect(listed()).toEqual(["Cedar Auto"]);
  await user.click(screen.getByRole("button", { name: "Changed 1" }));
  expect(listed()).toHaveLength(3);
});

test("/ finds an account by words, the arrows move meanwhile, Escape takes the words back", async () => {
  show(THREE);
  renderApp("/clients/2/report");
  await openAccount();
  await user.keyboard("/bank");
  expect(listed()).toEqual(["Abbey Bank"]);
  await user.keyboard("{Backspace}{Backspace}{Backspace}{Backspace}c{ArrowDown}");
  await waitFor(async () => expect(await inHand()).toBe("Birch Credit"));
  await user.keyboard("zz");
  expect(screen.getByText("No account matches")).toBeTruthy();
  await user.keyboard("{Escape}");
  expect(listed()).toHaveLength(3);
  await user.keyboard("{Escape}");
  expect(document.activeElement).toBe(accounts());
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Account" })).toBeNull());
});

test("a row is read out with what each bureau has and how much differs", async () => {
  show([
    account("Abbey Bank", {
      tradeline_ids: ["a", null, "c"],
      changes: ["new", null, "changed"],
      differing: 3,
    }),
  ]);
  renderApp("/clients/2/report");
  await openAccount();
  const row = within(accounts()).getByRole("row", {
    name: /Equifax: new, Experian: not reported, TransUnion: changed/,
  });
  expect(row.textContent).toContain("3 facts differ");
});

test("what differs is said in words, and a changed fact shows what was", async () => {
  show([
    account("Abbey Bank", {
      rows: [
        fact("Balance", {
          cells: [cell("$1,200", "$900"), null, cell("$400")],
          difference: "real",
        }),
        fact("Opened", {
          cells: [cell("05/04/2021"), cell("05/2021"), null],
          difference: "slight",
        }),
      ],
    }),
  ]);
  renderApp("/clients/2/report");
  const facts = within(await openAccount()).getByRole("table", { name: "Facts" });
  const balance = within(facts).getByRole("row", { name: /Balance differs/ });
  const cells = within(balance).getAllByRole("cell");
  expect(cells.map((one) => one.textContent)).toEqual(["$1,200was $900", "–not reported", "$400"]);
  within(facts).getByRole("row", { name: /Opened.*nearly the same/ });
});

test("a payment history is 24 months at first and all of them with m", async () => {
  const months = Array.from({ length: 30 }, (_, back) => {
    const month = new Date(Date.UTC(2026, 2 - back, 1));
    return month.toISOString().slice(0, 7);
  });
  const history = {
    months,
    letters: [`2${"0".repeat(29)}`, `0${"0".repeat(28)}L`, null] as [string, string, null],
    differing: [0, 29],
  };
  show([account("Abbey Bank", { history })]);
  renderApp("/clients/2/report");
  const detail = within(await openAccount());
  expect(detail.getByRole("cell", { name: "March 2026, Equifax: 60 days late" })).toBeTruthy();
  expect(
    detail.getByRole("cell", { name: "March 2026, TransUnion: nothing printed" }),
  ).toBeTruthy();
  expect(detail.getByRole("columnheader", { name: "March 2026, bureaus differ" })).toBeTruthy();
  expect(detail.queryByRole("cell", { name: "October 2023, Experian: charge-off" })).toBeNull();
  const legend = detail.getByRole("list", { name: "What the letters say" });
  expect(legend.textContent).toBe("0On time260 days late");
  await user.keyboard("m");
  expect(detail.getByRole("cell", { name: "October 2023, Experian: charge-off" })).toBeTruthy();
  expect(legend.textContent).toContain("LCharge-off");
});

test("an account that may be the same one is a step away", async () => {
  show([
    account("Abbey Bank", { perhaps: [account("Cedar Auto").key], match_score: 82 }),
    account("Cedar Auto"),
  ]);
  renderApp("/clients/2/report");
  const detail = await openAccount();
  expect(detail.textContent).toContain("82 of 100");
  await user.click(within(detail).getByRole("button", { name: "Cedar Auto ****1234" }));
  await waitFor(async () => expect(await inHand()).toBe("Cedar Auto"));
});

test("each bureau tells its day, its score and its counts, or that there is no report", async () => {
  const view = reportView(LATEST, THREE);
  view.comparison.bureaus = [
    bureauHead("equifax", { score: 655, score_before: 640, frozen: true }),
    bureauHead("experian", { report_date: "2026-02-14", score_before: 650, score: 641 }),
    null,
  ];
  desk.views[LATEST] = view;
  renderApp("/clients/2/report");
  const head = (name: string) => screen.getByRole("region", { name }).textContent;
  await openAccount();
  expect(head("Equifax")).toContain("655up 15");
  expect(head("Equifax")).toContain("Frozen");
  expect(head("Experian")).toContain("641down 9");
  expect(head("Experian")).toContain("02/14/2026 · 28 days older");
  expect(head("TransUnion")).toContain("No report");
});

test("a bureau's notices open on demand", async () => {
  const view = reportView(LATEST, THREE);
  view.comparison.bureaus[1] = bureauHead("experian", { notices: ["I was never late."] });
  desk.views[LATEST] = view;
  renderApp("/clients/2/report");
  await openAccount();
  await user.click(screen.getByRole("button", { name: "1 notice from Experian" }));
  await screen.findByText("I was never late.");
});

test("a report that has not arrived or cannot be read is said, and the others are shown", async () => {
  const view = reportView(LATEST, THREE);
  view.comparison.bureaus[2] = null;
  desk.views[LATEST] = {
    ...view,
    on_their_way: ["transunion"],
    unreadable: ["The report of Experian of 03/14/2026 could not be read."],
  };
  desk.reports = reportsOf({ on_their_way: 1 });
  renderApp("/clients/2/report");
  await openAccount();
  expect(screen.getByRole("region", { name: "TransUnion" }).textContent).toContain("On its way");
  expect(screen.getByRole("note").textContent).toContain("could not be read");
  expect(screen.getByText("1 report on the way")).toBeTruthy();
});

test("a day of which nothing is here yet does not claim that there are no accounts", async () => {
  const view = reportView(LATEST, []);
  view.comparison.bureaus = [null, null, null];
  desk.views[LATEST] = { ...view, on_their_way: ["equifax", "experian"] };
  renderApp("/clients/2/report");
  await screen.findByText("These reports are on their way");
  expect(screen.queryByRole("button", { name: /^Accounts/ })).toBeNull();
});

test("i, p and d show inquiries, public records and the person", async () => {
  const view = reportView(LATEST, THREE);
  view.comparison.inquiries = [
    {
      title: "Harbor Auto Group",
      kind: "Hard",
      date: "2026-01-05",
      cells: [cell("01/05/2026"), null, null],
    },
  ];
  view.comparison.person = [
    { label: "Names", cells: [[{ text: "MARIA LOPES", alone: true }], [], []] },
  ];
  desk.views[LATEST] = view;
  renderApp("/clients/2/report");
  await openAccount();
  await user.keyboard("i");
  const inquiries = await screen.findByRole("table", { name: "Inquiries" });
  expect(within(inquiries).getByRole("row", { name: /Harbor Auto Group/ }).textContent).toContain(
    "01/05/2026",
  );
  await user.keyboard("p");
  await screen.findByText("No bureau lists a public record.");
  await user.keyboard("d");
  const person = await screen.findByRole("table", { name: "Personal details" });
  expect(person.textContent).toContain("MARIA LOPESonly here, at Equifax");
});

test("an address names an account by a bureau's id, and one of another day is said to be", async () => {
  show(THREE);
  const { router } = renderApp(
    `/clients/2/report?account=${encodeURIComponent("TU:Cedar Auto-3")}`,
  );
  await openAccount();
  await screen.findByText(/Not in the report of 03\/14\/2026/);
  const address = { account: `TU:${encodeURIComponent("Cedar Auto-3")}` };
  await act(() =>
    router.navigate({ to: "/clients/$id/report", params: { id: 2 }, search: address }),
  );
  await waitFor(async () => expect(await inHand()).toBe("Cedar Auto"));
});

test("when reports change, what is on the screen is read again", async () => {
  show([account("Abbey Bank")]);
  renderApp("/clients/2/report");
  await openAccount();
  show(THREE);
  desk.emit("changed", { kinds: ["reports"], client_ids: [2], source: "sync" });
  await waitFor(() => expect(listed()).toHaveLength(3));
});

test.each([
  ["running", null, 0, "Reports are on their way"],
  ["done", "2026-07-03T12:04:00Z", 2, "Reports are on their way"],
  ["done", "2026-07-03T12:04:00Z", 0, "The server has no reports of Maria Lopez"],
  ["offline", null, 0, "Reports of Maria Lopez were never fetched to this machine"],
  ["signed_out", null, 0, "Reports have not been fetched yet"],
  ["done", null, 0, "Reports have not been fetched yet"],
] as const)(
  "without reports, and the sync %s, it is said why",
  async (state, fetched_at, on_their_way, said) => {
    desk.reports = reportsOf({ sets: [], fetched_at, on_their_way });
    desk.answer("sync_status", () => syncStatus(state));
    renderApp("/clients/2/report");
    await screen.findByText(said);
  },
);

test("reports that cannot be read can be tried again", async () => {
  show(THREE);
  desk.answer("reports_view", () => refusal("failed", "The disk did not answer."));
  renderApp("/clients/2/report");
  await screen.findByText("The disk did not answer.");
  desk.answer("reports_view", () => desk.views[LATEST]);
  await user.click(screen.getByRole("button", { name: "Try again" }));
  expect(await inHand()).toBe("Abbey Bank");
});

test("the sheet of shortcuts lists the keys of the report", async () => {
  show(THREE);
  renderApp("/clients/2/report");
  await openAccount();
  await user.keyboard("?");
  await screen.findByText("An earlier report");
  expect(screen.getByText("Those that differ only")).toBeTruthy();
});
