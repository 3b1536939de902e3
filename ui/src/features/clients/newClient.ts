// Somebody who is to become a client: what is checked before the office is asked, and what was
// typed already. That is kept in memory only, by account, and without the Social Security number.

import { useMatches, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import type { NewClient } from "../../bindings/NewClient";
import { createStore } from "../../shared/store";

/** Nothing typed; the fields in the order of the form. */
export const NOBODY: NewClient = {
  first_name: "",
  last_name: "",
  born: "",
  ssn: "",
  email: "",
  phone: "",
  street: "",
  city: "",
  state: "",
  zip: "",
};

const begun = createStore<ReadonlyMap<string, NewClient>>(new Map());

/** What was typed in this account and neither added nor dropped. */
export function newClientOf(accountId: string): NewClient {
  return begun.get().get(accountId) ?? NOBODY;
}

export function keepNewClient(accountId: string, typed: NewClient): void {
  begun.set((kept) => new Map(kept).set(accountId, { ...typed, ssn: "" }));
}

export function forgetNewClient(accountId: string): void {
  begun.set((kept) => new Map([...kept].filter(([id]) => id !== accountId)));
}

export function isAnything(typed: NewClient): boolean {
  return Object.values(typed).some((text) => text.trim() !== "");
}

export function ssnProblem(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, "");
  return digits === "" || /^\d{9}$/.test(digits)
    ? null
    : "A Social Security number has nine digits.";
}

/** What is checked here; all else the office knows better. */
export const newClientProblems = {
  first_name: (typed: string) => (typed.trim() === "" ? "Enter the first name." : null),
  last_name: (typed: string) => (typed.trim() === "" ? "Enter the last name." : null),
  ssn: ssnProblem,
};

/** The office's sentences for fields of the form, and those about several together. */
export function officeErrors(fields: Record<string, string>): {
  known: Partial<NewClient>;
  others: string[];
} {
  const known: Partial<NewClient> = {};
  const others: string[] = [];
  for (const [field, sentence] of Object.entries(fields)) {
    if (field in NOBODY) known[field as keyof NewClient] = sentence;
    else others.push(sentence);
  }
  return { known, others };
}

export function useIsNewClientOpen(): boolean {
  return useMatches({ select: (matches) => matches.at(-1)?.routeId === "/clients/new" });
}

export function useOpenNewClient(): () => void {
  const navigate = useNavigate();
  return useCallback(() => void navigate({ to: "/clients/new" }), [navigate]);
}
