// What sets up a firm's own office, and what is checked of it before it is sent.

import type { OfficeSetUp } from "../../bindings/OfficeSetUp";
import { emailProblem } from "./portalForm";

/** The shortest password that an office takes, in characters. */
export const SHORTEST_PASSWORD = 12;

/** What is typed: the password twice. */
export type SetUpTyped = OfficeSetUp & { again: string };

/** In the order of the form. */
export const EMPTY_SET_UP: SetUpTyped = {
  name: "",
  street: "",
  city: "",
  state: "",
  zip: "",
  phone: "",
  first_name: "",
  last_name: "",
  email: "",
  password: "",
  again: "",
};

function needed(sentence: string): (typed: string) => string | null {
  return (typed) => (typed.trim() === "" ? sentence : null);
}

export const setUpProblems = {
  name: needed("Enter the name of your firm."),
  street: needed("Enter number and street."),
  city: needed("Enter the city."),
  state: (typed: string) => (/^[a-z]{2}$/i.test(typed.trim()) ? null : "Two letters."),
  zip: (typed: string) => (/^\d{5}(-\d{4})?$/.test(typed.trim()) ? null : "Five digits, or nine."),
  first_name: needed("Enter your first name."),
  last_name: needed("Enter your last name."),
  email: emailProblem,
  password: (typed: string) =>
    [...typed].length < SHORTEST_PASSWORD
      ? `Use ${SHORTEST_PASSWORD} characters or more; these are ${[...typed].length}.`
      : null,
  again: (typed: string, all: SetUpTyped) =>
    typed === all.password ? null : "The two passwords are not the same.",
};

/** What is sent: without the blanks around it that a paste brings along. */
export function setUpToSend(typed: SetUpTyped): OfficeSetUp {
  return {
    name: typed.name.trim(),
    street: typed.street.trim(),
    city: typed.city.trim(),
    state: typed.state.trim().toUpperCase(),
    zip: typed.zip.trim(),
    phone: typed.phone.trim(),
    first_name: typed.first_name.trim(),
    last_name: typed.last_name.trim(),
    email: typed.email.trim(),
    password: typed.password,
  };
}
