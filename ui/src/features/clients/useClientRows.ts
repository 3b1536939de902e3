import { type UseQueryResult, useQueries, useQueryClient } from "@tanstack/react-query";
import { useLayoutEffect, useMemo, useRef } from "react";
import { clientsList } from "../../backend";
import type { ClientsPage } from "../../bindings/ClientsPage";
import type { ClientsQuery } from "../../bindings/ClientsQuery";
import { keys } from "../../queries";
import { type Rows, type Stretch, WINDOW, windowsFor } from "./windows";

export type ClientOrder = Pick<ClientsQuery, "search" | "sort" | "direction">;

export type ClientRows = {
  /** Null until the very first rows of this account have arrived. */
  rows: Rows | null;
  /** The rows on screen belong to an earlier search or order; the new ones are on their way. */
  earlier: boolean;
  problem: string | null;
  tryAgain: () => void;
};

const FORGET_MS = 60_000;

/** The rows of the list around the given stretches; earlier rows stay until new ones arrive. */
export function useClientRows(order: ClientOrder, stretches: readonly Stretch[]): ClientRows {
  const list = JSON.stringify([order.search, order.sort, order.direction]);
  const wanted = windowsFor(stretches);
  const { pages, total, problem } = useQueries({
    queries: wanted.map((window) => ({
      queryKey: [...keys.clientsList, order, window],
      queryFn: () => clientsList({ ...order, offset: window * WINDOW, limit: WINDOW }),
      gcTime: FORGET_MS,
    })),
    combine: gather,
  });
  const client = useQueryClient();

  const wantedText = wanted.join();
  const arrived = useMemo<Rows | null>(() => {
    if (total === null || pages[0] === undefined) return null;
    const windows = new Map<number, ClientsPage["rows"]>();
    wantedText.split(",").forEach((window, at) => {
      const page = pages[at];
      if (page !== undefined) windows.set(Number(window), page.rows);
    });
    return { list, total, windows };
  }, [list, total, pages, wantedText]);

  const last = useRef<Rows | null>(null);
  useLayoutEffect(() => {
    if (arrived !== null) last.current = arrived;
  }, [arrived]);

  const rows = arrived ?? last.current;
  return {
    rows,
    earlier: arrived === null && rows !== null,
    problem,
    tryAgain: () => void client.invalidateQueries({ queryKey: keys.clientsList }),
  };
}

function gather(answers: UseQueryResult<ClientsPage>[]) {
  const newest = answers
    .filter((answer) => answer.data !== undefined)
    .sort((a, b) => b.dataUpdatedAt - a.dataUpdatedAt)[0];
  return {
    pages: answers.map((answer) => answer.data),
    total: newest?.data?.total ?? null,
    problem: answers.find((answer) => answer.error !== null)?.error?.message ?? null,
  };
}
