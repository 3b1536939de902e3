import { useNavigate } from "@tanstack/react-router";
import type { ReportSearch } from "./address";

type Change = ReportSearch | ((before: ReportSearch) => ReportSearch);

/** Changes what of the report is in front and keeps the rest of the address. */
export function useGo(): (change: Change, replace: boolean) => void {
  const navigate = useNavigate({ from: "/clients/$id/report" });
  return (change, replace) =>
    void navigate({
      search: (before) => ({
        ...before,
        ...(typeof change === "function" ? change(before) : change),
      }),
      replace,
    });
}
