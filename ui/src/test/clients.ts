import type { ClientRow } from "../bindings/ClientRow";
import type { ClientsPage } from "../bindings/ClientsPage";
import type { ClientsQuery } from "../bindings/ClientsQuery";

export function client(id: number, first_name: string, last_name: string): ClientRow {
  return {
    id,
    first_name,
    middle_name: "",
    last_name,
    email: `${first_name}@example.com`.toLowerCase(),
    phone: "(918) 555-0142",
    place: "Tulsa, OK",
    ssn_last4: "1234",
    updated_at: null,
  };
}

/** Clients 1 to `count`, named so that the list is in the order of their numbers. */
export function manyClients(count: number): ClientRow[] {
  return Array.from({ length: count }, (_, at) =>
    client(at + 1, "Ana", `N${String(at + 1).padStart(5, "0")}`),
  );
}

/** What the cache answers: the rows of the window whose name has the words. */
export function pageOf(clients: readonly ClientRow[], query: ClientsQuery): ClientsPage {
  const found = clients.filter((row) =>
    `${row.first_name} ${row.last_name}`.toLowerCase().includes(query.search.toLowerCase()),
  );
  const rows = found.slice(query.offset, query.offset + query.limit);
  return { rows, total: found.length, offset: query.offset };
}
