import type { Account } from "./Account";

export type Opening = { "state": "sign_in", accounts: Array<Account>, } | { "state": "open", account: Account, } | { "state": "locked", message: string, };
