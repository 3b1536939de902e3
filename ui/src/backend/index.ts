// Everything the interface can ask of the rest of Redress: one function a command.

import type { Account } from "../bindings/Account";
import type { ClientFile } from "../bindings/ClientFile";
import type { ClientsPage } from "../bindings/ClientsPage";
import type { ClientsQuery } from "../bindings/ClientsQuery";
import type { Decision } from "../bindings/Decision";
import type { DocumentsOfClient } from "../bindings/DocumentsOfClient";
import type { Firm } from "../bindings/Firm";
import type { ItemsOfClient } from "../bindings/ItemsOfClient";
import type { LetterChoices } from "../bindings/LetterChoices";
import type { LetterDraft } from "../bindings/LetterDraft";
import type { LetterOpened } from "../bindings/LetterOpened";
import type { LetterPage } from "../bindings/LetterPage";
import type { LetterRecipient } from "../bindings/LetterRecipient";
import type { LettersOfClient } from "../bindings/LettersOfClient";
import type { MicrosoftSignIn } from "../bindings/MicrosoftSignIn";
import type { NewClient } from "../bindings/NewClient";
import type { NoteRow } from "../bindings/NoteRow";
import type { OfficeSetUp } from "../bindings/OfficeSetUp";
import type { OfficeSignIn } from "../bindings/OfficeSignIn";
import type { OnThisMachine } from "../bindings/OnThisMachine";
import type { Opening } from "../bindings/Opening";
import type { PortalSignIn } from "../bindings/PortalSignIn";
import type { ReportsOfClient } from "../bindings/ReportsOfClient";
import type { ReportView } from "../bindings/ReportView";
import type { SendHow } from "../bindings/SendHow";
import type { SyncStatus } from "../bindings/SyncStatus";
import type { TrayChange } from "../bindings/TrayChange";
import type { TrayFile } from "../bindings/TrayFile";
import type { Viewing } from "../bindings/Viewing";
import type { Waiting } from "../bindings/Waiting";
import { createHttp, takeBridgeToken } from "./http";
import { tauri } from "./tauri";
import type { Transport } from "./transport";

export { BackendError, type ErrorCode, toBackendError } from "./error";
export type { Events } from "./transport";

const transport: Transport =
  "__TAURI_INTERNALS__" in window ? tauri : createHttp(takeBridgeToken());

export const opening = () => transport.call<Opening>("opening", {});

export const signInPractice = () => transport.call<Account>("sign_in_practice", {});

export const signInPortal = (portal: PortalSignIn) =>
  transport.call<Account>("sign_in_portal", { portal });

/** Whether the office on this machine is set up. */
export const officeState = () => transport.call<boolean>("office_state", {});

/** Answers with the recovery key, which is shown this once. */
export const officeSetUp = (office: OfficeSetUp) =>
  transport.call<string>("office_set_up", { office });

export const signInOffice = (office: OfficeSignIn) =>
  transport.call<Account>("sign_in_office", { office });

/** Asks which backup, by the system's dialog; false when the agent thought better of it. */
export const officeRestore = (recoveryKey: string) =>
  transport.call<boolean>("office_restore", { recoveryKey });

/** Asks where, by the system's dialog; false when the agent thought better of it. */
export const officeBackup = () => transport.call<boolean>("office_backup", {});

/** Answers with the new recovery key, which is shown this once. */
export const officeNewKey = (password: string) =>
  transport.call<string>("office_new_key", { password });

export const openAccount = (id: string) => transport.call<Account>("open_account", { id });

/** The open account, after its session has ended. */
export const signInAgain = (password: string) =>
  transport.call<null>("sign_in_again", { password });

/** Opens the system's browser, and answers once the agent is back from it. */
export const signInMicrosoft = (portal: MicrosoftSignIn) =>
  transport.call<Account>("sign_in_microsoft", { portal });

/** The same for the open account, after its session has ended. */
export const signInAgainMicrosoft = () => transport.call<null>("sign_in_again_microsoft", {});

/** Ends the wait for the browser, if one is under way. */
export const cancelSignIn = () => transport.call<null>("cancel_sign_in", {});

/** Back to the sign-in page; nothing is erased. */
export const closeAccount = () => transport.call<null>("close_account", {});

export const signOut = () => transport.call<null>("sign_out", {});

export const clientsList = (query: ClientsQuery) =>
  transport.call<ClientsPage>("clients_list", { query });

export const clientsGet = (id: number) => transport.call<ClientFile>("clients_get", { id });

/** Answers the new client's number, with the client in the list; only at an office on this machine. */
export const clientsCreate = (client: NewClient) =>
  transport.call<number>("clients_create", { client });

/** The days of which there are reports; asking brings them up to date in the background. */
export const reportsList = (clientId: number) =>
  transport.call<ReportsOfClient>("reports_list", { clientId });

/** What the bureaus said by that day, in ISO form. */
export const reportsView = (clientId: number, asOf: string) =>
  transport.call<ReportView>("reports_view", { clientId, asOf });

/**
 * Adds a report from a file, for which the system's dialog asks; false when the agent thought
 * better of it. Only at an office on this machine.
 */
export const reportsAdd = (clientId: number) =>
  transport.call<boolean>("reports_add", { clientId });

export const itemsList = (clientId: number) =>
  transport.call<ItemsOfClient>("items_list", { clientId });

/** A document by one of its two numbers: the server's, or ours while it waits. */
export type DocumentNumbers = { attachmentId: number | null; drop: number | null };

export const documentsList = (clientId: number) =>
  transport.call<DocumentsOfClient>("documents_list", { clientId });

/** The address of a small picture of it, as data; `null` where none can be drawn. */
export const documentsThumbnail = (numbers: DocumentNumbers) =>
  transport.call<string | null>("documents_thumbnail", numbers);

/** Opens it for the viewer; fetched first when it is not on this machine. */
export const documentsView = (numbers: DocumentNumbers) =>
  transport.call<Viewing>("documents_view", numbers);

export const documentsClose = (token: string) => transport.call<null>("documents_close", { token });

/** Asks where, by the system's dialog; false when the agent thought better of it. */
export const documentsSave = (numbers: DocumentNumbers) =>
  transport.call<boolean>("documents_save", numbers);

/** Opens it in the system's viewer, to print it, say. */
export const documentsPrint = (numbers: DocumentNumbers) =>
  transport.call<null>("documents_print", numbers);

export const lettersList = (clientId: number) =>
  transport.call<LettersOfClient>("letters_list", { clientId });

/** What a letter can be made of: templates, recipients, items, reasons, shortcodes. */
export const lettersChoices = (clientId: number) =>
  transport.call<LetterChoices>("letters_choices", { clientId });

export type LetterBeginning = {
  clientId: number;
  templateId: number;
  recipient: LetterRecipient;
  itemIds: number[];
};

/** Begins a letter from a template; it is a draft on this machine from then on. */
export const lettersBegin = (beginning: LetterBeginning) =>
  transport.call<LetterDraft>("letters_begin", beginning);

export const lettersOpen = (id: number) => transport.call<LetterOpened>("letters_open", { id });

/** Saves the draft on this machine and sets its page anew; the page before stays to be closed. */
export const lettersWrite = (draft: LetterDraft) =>
  transport.call<LetterPage>("letters_write", { draft });

/** Asks where, by the system's dialog; false when the agent thought better of it. */
export const lettersSave = (id: number, seen: string) =>
  transport.call<boolean>("letters_save", { id, seen });

/** Opens the PDF in the system's viewer. */
export const lettersPrint = (id: number, seen: string) =>
  transport.call<null>("letters_print", { id, seen });

export const lettersSend = (id: number, how: SendHow, seen: string) =>
  transport.call<null>("letters_send", { id, how, seen });

/** A draft, or one that has not been sent. */
export const lettersRemove = (id: number) => transport.call<null>("letters_remove", { id });

export const firmGet = () => transport.call<Firm>("firm_get", {});

export const firmSet = (firm: Firm) => transport.call<null>("firm_set", { firm });

export const trayList = () => transport.call<TrayFile[]>("tray_list", {});

/** Opens the system's dialog, and answers how many files were taken up. */
export const trayPick = (clientId: number | null) =>
  transport.call<number>("tray_pick", { clientId });

export const trayChange = (ids: number[], change: TrayChange) =>
  transport.call<null>("tray_change", { ids, change });

export const traySend = (ids: number[]) => transport.call<null>("tray_send", { ids });

/** Once more, after the server did not accept it. */
export const trayAgain = (id: number) => transport.call<null>("tray_again", { id });

export const trayRemove = (ids: number[]) => transport.call<null>("tray_remove", { ids });

/** Whose file is open: what is dropped from now on is for that client. */
export const trayAt = (clientId: number | null) => transport.call<null>("tray_at", { clientId });

export const notesList = (clientId: number) =>
  transport.call<NoteRow[]>("notes_list", { clientId });

/** Answers with the note's number in the outbox once it is on this machine's disk. */
export const notesCreate = (clientId: number, text: string) =>
  transport.call<number>("notes_create", { clientId, text });

export const waitingList = () => transport.call<Waiting>("waiting_list", {});

/** `text` is the new text of an edit. */
export const waitingDecide = (id: number, decision: Decision, text: string | null = null) =>
  transport.call<null>("waiting_decide", { id, decision, text });

export const waitingSeeLosses = () => transport.call<null>("waiting_see_losses", {});

export const syncNow = () => transport.call<null>("sync_now", {});

export const syncCancel = () => transport.call<null>("sync_cancel", {});

export const syncStatus = () => transport.call<SyncStatus>("sync_status", {});

export const onThisMachine = () => transport.call<OnThisMachine>("on_this_machine", {});

export const listen: Transport["listen"] = (name, hear, begin) =>
  transport.listen(name, hear, begin);
