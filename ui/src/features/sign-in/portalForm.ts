// What the portal's form holds, and what is checked before anything leaves the machine.

import type { PortalSignIn } from "../../bindings/PortalSignIn";

export const EMPTY_PORTAL: PortalSignIn = { server: "", api_key: "", email: "", password: "" };

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The address with its scheme and without slashes at its end. */
export function wholeAddress(typed: string): string {
  const trimmed = typed.trim();
  const whole = trimmed === "" || trimmed.includes("://") ? trimmed : `https://${trimmed}`;
  return whole.replace(/([^/])\/+$/, "$1");
}

export function serverProblem(typed: string): string | null {
  if (typed.trim() === "") return "Enter the address of your portal.";
  let url: URL;
  try {
    url = new URL(wholeAddress(typed));
  } catch {
    return "This is not a web address. It looks like https://portal.example.com.";
  }
  if (url.username !== "" || url.password !== "") {
    return "Leave the name and password out of the address.";
  }
  if (url.protocol === "https:") return null;
  if (url.protocol === "http:" && LOOPBACK.includes(url.hostname)) return null;
  return "The address must begin with https://.";
}

export function emailProblem(typed: string): string | null {
  if (typed.trim() === "") return "Enter the e-mail address you sign in with.";
  return /^\S+@\S+$/.test(typed.trim()) ? null : "This is not an e-mail address.";
}

export const portalProblems = {
  server: serverProblem,
  api_key: (typed: string) => (typed.trim() === "" ? "Enter the API key of your portal." : null),
  email: emailProblem,
  password: (typed: string) => (typed === "" ? "Enter your password." : null),
};

/** What is sent: without the blanks around it that a paste brings along. */
export function portalToSend(typed: PortalSignIn): PortalSignIn {
  return {
    server: wholeAddress(typed.server),
    api_key: typed.api_key.trim(),
    email: typed.email.trim(),
    password: typed.password,
  };
}

/** The server's sentences for fields of the form, and the names it used that the form lacks. */
export function fieldErrors(fields: Record<string, string>): {
  known: Partial<Record<keyof PortalSignIn, string>>;
  others: string[];
} {
  const known: Partial<Record<keyof PortalSignIn, string>> = {};
  const others: string[] = [];
  for (const [field, sentence] of Object.entries(fields)) {
    if (field in EMPTY_PORTAL) known[field as keyof PortalSignIn] = sentence;
    else others.push(sentence);
  }
  return { known, others };
}
