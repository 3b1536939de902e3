// What the portal's form holds, and what is checked before anything leaves the machine.

import type { MicrosoftSignIn } from "../../bindings/MicrosoftSignIn";
import type { PortalSignIn } from "../../bindings/PortalSignIn";

/** How the portal finds out who it is. */
export type Way = "password" | "microsoft";

/** What is typed; each way has fields of its own. */
export type PortalTyped = PortalSignIn & MicrosoftSignIn;

export const EMPTY_PORTAL: PortalTyped = {
  server: "",
  api_key: "",
  email: "",
  password: "",
  tenant: "",
  client_id: "",
};

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DOMAIN = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i;

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

export function tenantProblem(typed: string): string | null {
  const tenant = typed.trim();
  if (tenant === "") return "Enter your company’s tenant at Microsoft.";
  if (UUID.test(tenant) || DOMAIN.test(tenant)) return null;
  return "This is neither an ID nor a domain, such as company.example.com.";
}

export function clientIdProblem(typed: string): string | null {
  const clientId = typed.trim();
  if (clientId === "") return "Enter the portal’s client ID at Microsoft.";
  return UUID.test(clientId) ? null : "This is not an ID. It has 32 digits, in five groups.";
}

const PLACE = {
  server: serverProblem,
  api_key: (typed: string) => (typed.trim() === "" ? "Enter the API key of your portal." : null),
};

/** What is checked of the fields of each way. */
export const portalProblems = {
  password: {
    ...PLACE,
    email: emailProblem,
    password: (typed: string) => (typed === "" ? "Enter your password." : null),
  },
  microsoft: { ...PLACE, tenant: tenantProblem, client_id: clientIdProblem },
};

/** What is sent: without the blanks around it that a paste brings along. */
export function portalToSend(typed: PortalTyped): PortalSignIn {
  return {
    server: wholeAddress(typed.server),
    api_key: typed.api_key.trim(),
    email: typed.email.trim(),
    password: typed.password,
  };
}

/** The same for Microsoft. */
export function microsoftToSend(typed: PortalTyped): MicrosoftSignIn {
  return {
    server: wholeAddress(typed.server),
    api_key: typed.api_key.trim(),
    tenant: typed.tenant.trim(),
    client_id: typed.client_id.trim(),
  };
}

/** The server's sentences for fields of the form, and those for what it does not show. */
export function fieldErrors(
  way: Way,
  fields: Record<string, string>,
): {
  known: Partial<Record<keyof PortalTyped, string>>;
  others: string[];
} {
  const known: Partial<Record<keyof PortalTyped, string>> = {};
  const others: string[] = [];
  for (const [field, sentence] of Object.entries(fields)) {
    if (field in portalProblems[way]) known[field as keyof PortalTyped] = sentence;
    else others.push(sentence);
  }
  return { known, others };
}
