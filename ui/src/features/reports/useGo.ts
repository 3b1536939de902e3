import { useNavigate, useRouter } from "@tanstack/react-router";
import type { ReportSearch } from "./address";

type Change = ReportSearch | ((before: ReportSearch) => ReportSearch);

/** Changes what of the report is in front and keeps the rest of the address. */
export function useGo(): (change: Change, replace: boolean) => void {
  const navigate = useNavigate({ from: "/clients/$id/report" });
  const { history } = useRouter();
  return (change, replace) => {
    // A key may still reach this page when the next one is already on its way.
    if (!history.location.pathname.endsWith("/report")) return;
    void navigate({
      search: (before) => ({
        ...before,
        ...(typeof change === "function" ? change(before) : change),
      }),
      replace,
    });
  };
}
