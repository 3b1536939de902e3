import { createContext, useContext } from "react";
import type { Account } from "../../bindings/Account";

export const OpenAccount = createContext<Account | null>(null);

/** The account the window is open for; only inside the frame. */
export function useOpenAccount(): Account {
  const account = useContext(OpenAccount);
  if (account === null) throw new Error("no account is open here");
  return account;
}

/** Whether the account is with an office on this machine, where more is done than at a portal. */
export function hasOffice({ kind }: Account): boolean {
  return kind !== "portal";
}
