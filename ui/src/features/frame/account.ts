import { createContext, useContext } from "react";
import type { Account } from "../../bindings/Account";

export const OpenAccount = createContext<Account | null>(null);

/** The account the window is open for; only inside the frame. */
export function useOpenAccount(): Account {
  const account = useContext(OpenAccount);
  if (account === null) throw new Error("no account is open here");
  return account;
}
