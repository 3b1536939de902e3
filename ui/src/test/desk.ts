// A portal's account with three clients, their reports, items, letters, documents and notes, what
// waits, and the tray.

import type { ClientsQuery } from "../bindings/ClientsQuery";
import type { Decision } from "../bindings/Decision";
import type { DocumentsOfClient } from "../bindings/DocumentsOfClient";
import type { Firm } from "../bindings/Firm";
import type { ItemRow } from "../bindings/ItemRow";
import type { LetterChoices } from "../bindings/LetterChoices";
import type { LettersOfClient } from "../bindings/LettersOfClient";
import type { Loss } from "../bindings/Loss";
import type { NoteRow } from "../bindings/NoteRow";
import type { ReportsOfClient } from "../bindings/ReportsOfClient";
import type { ReportView } from "../bindings/ReportView";
import type { TrayChange } from "../bindings/TrayChange";
import type { TrayFile } from "../bindings/TrayFile";
import type { WaitingOperation } from "../bindings/WaitingOperation";
import { type FakeBridge, startBridge } from "./bridge";
import { client, pageOf } from "./clients";
import { changedFiles } from "./documents";
import { letterChoices } from "./letters";
import { asRow, portal, syncStatus, waitingNote } from "./notes";
import { account, EARLIER, LATEST, reportsOf, reportView } from "./reports";

export type FakeDesk = FakeBridge & {
  operations: WaitingOperation[];
  losses: Loss[];
  /** What the server has of client 2. */
  notes: NoteRow[];
  /** The reports of every client, and what the bureaus say by each day. */
  reports: ReportsOfClient;
  views: Record<string, ReportView>;
  /** The negative items of every client. */
  items: ItemRow[];
  /** The documents of every client. */
  documents: DocumentsOfClient;
  /** The letters of every client, and what letters can be made of. */
  letters: LettersOfClient;
  letterChoices: LetterChoices;
  firm: Firm;
  tray: TrayFile[];
  /** The commands of this name that were asked, their arguments. */
  argsOf: (command: string) => unknown[];
};

export function startDesk(): FakeDesk {
  const clients = [
    client(1, "Ana", "Abel"),
    client(2, "Maria", "Lopez"),
    client(3, "Mario", "Loos"),
  ];
  const nameOf = (id: number) => `${clients[id - 1]?.first_name} ${clients[id - 1]?.last_name}`;
  let last = 100;
  const desk: FakeDesk = {
    ...startBridge({
      opening: () => ({ state: "open", account: portal }),
      clients_list: ({ query }: { query: ClientsQuery }) => pageOf(clients, query),
      clients_get: ({ id }: { id: number }) => ({
        row: clients[id - 1],
        groups: [],
        fetched_at: "2026-07-03T12:04:00Z",
      }),
      sync_status: () => syncStatus(),
      on_this_machine: () => ({
        folder: "/data/redress",
        cache_bytes: 4096,
        work_bytes: 4096,
        clients: clients.length,
        office_folder: null,
        keychain: "Keychain",
      }),
      reports_list: () => desk.reports,
      reports_view: ({ asOf }: { asOf: string }) => desk.views[asOf],
      items_list: () => ({ items: desk.items }),
      notes_list: ({ clientId }: { clientId: number }) => [
        ...desk.operations.filter((other) => other.client_id === clientId).map(asRow),
        ...(clientId === 2 ? desk.notes : []),
      ],
      notes_create: ({ clientId, text }: { clientId: number; text: string }) => {
        last += 1;
        const client = nameOf(clientId);
        desk.operations.unshift(waitingNote(last, text, { client_id: clientId, client }));
        return last;
      },
      documents_list: () => desk.documents,
      letters_list: () => desk.letters,
      letters_choices: () => desk.letterChoices,
      // Pages are drawn where a test has something that draws.
      letters_open: () => new Promise(() => undefined),
      letters_remove: ({ id }: { id: number }) => {
        const letters = desk.letters.letters.filter((row) => row.id !== id);
        desk.letters = { ...desk.letters, letters };
        return null;
      },
      firm_get: () => desk.firm,
      firm_set: ({ firm }: { firm: Firm }) => {
        desk.firm = firm;
        return null;
      },
      tray_list: () => desk.tray,
      tray_change: ({ ids, change }: { ids: number[]; change: TrayChange }) => {
        desk.tray = changedFiles(desk.tray, ids, change, nameOf);
        return null;
      },
      tray_send: ({ ids }: { ids: number[] }) => {
        desk.tray = desk.tray.map((file) =>
          ids.includes(file.id) ? { ...file, stage: "waiting" } : file,
        );
        return null;
      },
      tray_again: ({ id }: { id: number }) => {
        desk.tray = desk.tray.map((file) =>
          file.id === id ? { ...file, stage: "waiting", reason: null } : file,
        );
        return null;
      },
      tray_remove: ({ ids }: { ids: number[] }) => {
        desk.tray = desk.tray.filter(({ id }) => !ids.includes(id));
        return null;
      },
      waiting_list: () => ({
        operations: desk.operations,
        in_tray: 0,
        drafts: 0,
        losses: desk.losses,
      }),
      waiting_decide: ({
        id,
        decision,
        text,
      }: {
        id: number;
        decision: Decision;
        text: string;
      }) => {
        const gone = decision === "discard" || decision === "was_sent";
        desk.operations = gone
          ? desk.operations.filter((other) => other.id !== id)
          : desk.operations.map((other) =>
              other.id === id
                ? waitingNote(id, text ?? other.text, { client_id: other.client_id })
                : other,
            );
        return null;
      },
      waiting_see_losses: () => {
        desk.losses = [];
        return null;
      },
    }),
    operations: [],
    losses: [],
    notes: [],
    reports: reportsOf(),
    views: {
      [LATEST]: reportView(LATEST, [account("Abbey Bank")]),
      [EARLIER]: reportView(EARLIER, [account("Abbey Bank")]),
    },
    items: [],
    documents: { documents: [], fetched_at: "2026-07-03T12:04:00Z" },
    letters: { letters: [], fetched_at: "2026-07-03T12:04:00Z" },
    letterChoices: letterChoices(),
    firm: {
      name: "Evergreen Credit",
      street: "1200 Unbuilt Street",
      city: "Tulsa",
      state: "OK",
      zip: "74103",
      phone: "(918) 555-0190",
    },
    tray: [],
    argsOf: (command) =>
      desk.asked.filter((asked) => asked.command === command).map(({ args }) => args),
  };
  return desk;
}
