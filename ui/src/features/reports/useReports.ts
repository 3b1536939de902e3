import { keepPreviousData, type UseQueryResult, useQuery } from "@tanstack/react-query";
import { reportsList, reportsView } from "../../backend";
import type { ReportsOfClient } from "../../bindings/ReportsOfClient";
import type { ReportView } from "../../bindings/ReportView";
import { keys } from "../../queries";

/** The days of which there are reports of a client, the latest first. */
export function useReports(clientId: number): UseQueryResult<ReportsOfClient> {
  return useQuery({ queryKey: keys.reportsOf(clientId), queryFn: () => reportsList(clientId) });
}

/** Three bureaus side by side; those of the day before stay until those of the next are here. */
export function useReportView(clientId: number, asOf: string): UseQueryResult<ReportView> {
  return useQuery({
    queryKey: keys.reportOf(clientId, asOf),
    queryFn: () => reportsView(clientId, asOf),
    placeholderData: keepPreviousData,
  });
}
