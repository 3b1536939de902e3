import { useNavigate } from "@tanstack/react-router";
import type { ItemRow } from "../../bindings/ItemRow";
import { tellFailed } from "../../shared/tell";
import { tradelineAddress } from "../reports/address";

/** Where an item is in the report; `null` when the server does not say. */
export function reportAddressOf(item: ItemRow): string | null {
  if (item.bureau === null || item.tradeline_id === "") return null;
  return tradelineAddress(item.bureau, item.tradeline_id);
}

/** Goes to the account of an item in the latest report. */
export function useShowInReport(clientId: number): (item: ItemRow | undefined) => void {
  const navigate = useNavigate();
  return (item) => {
    if (item === undefined) return;
    const account = reportAddressOf(item);
    if (account === null) {
      tellFailed(
        "The account was not shown.",
        "The server does not say which account of a report this item is.",
      );
      return;
    }
    void navigate({
      to: "/clients/$id/report",
      params: { id: clientId },
      search: { account, alone: true },
    });
  };
}
