// Everything the interface can ask of the rest of Redress: one function a command.

import type { Account } from "../bindings/Account";
import type { ClientFile } from "../bindings/ClientFile";
import type { ClientsPage } from "../bindings/ClientsPage";
import type { ClientsQuery } from "../bindings/ClientsQuery";
import type { OnThisMachine } from "../bindings/OnThisMachine";
import type { Opening } from "../bindings/Opening";
import type { PortalSignIn } from "../bindings/PortalSignIn";
import type { SyncStatus } from "../bindings/SyncStatus";
import { createHttp, takeBridgeToken } from "./http";
import { tauri } from "./tauri";
import type { Events, Stop, Transport } from "./transport";

export { BackendError, type ErrorCode, toBackendError } from "./error";
export type { Events } from "./transport";

const transport: Transport =
  "__TAURI_INTERNALS__" in window ? tauri : createHttp(takeBridgeToken());

export const opening = () => transport.call<Opening>("opening", {});

export const signInPractice = () => transport.call<Account>("sign_in_practice", {});

export const signInPortal = (portal: PortalSignIn) =>
  transport.call<Account>("sign_in_portal", { portal });

export const openAccount = (id: string) => transport.call<Account>("open_account", { id });

export const signOut = () => transport.call<null>("sign_out", {});

export const clientsList = (query: ClientsQuery) =>
  transport.call<ClientsPage>("clients_list", { query });

export const clientsGet = (id: number) => transport.call<ClientFile>("clients_get", { id });

export const syncNow = () => transport.call<null>("sync_now", {});

export const syncCancel = () => transport.call<null>("sync_cancel", {});

export const syncStatus = () => transport.call<SyncStatus>("sync_status", {});

export const onThisMachine = () => transport.call<OnThisMachine>("on_this_machine", {});

export function listen<Name extends keyof Events>(
  name: Name,
  hear: (payload: Events[Name]) => void,
): Stop {
  return transport.listen(name, hear);
}
