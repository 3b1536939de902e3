import type { Decision } from "../../bindings/Decision";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { useOpenAccount } from "../frame/account";
import { type Asking, asking, beginEdit } from "./inHand";
import { useDecide } from "./useDecide";
import { useDiscard } from "./useDiscard";

/** What the buttons and the keys do: `begin` asks first where it cannot be taken back. */
export function useDecisions() {
  const account = useOpenAccount();
  const decide = useDecide();
  const discard = useDiscard();

  function begin(operation: WaitingOperation, decision: Decision): void {
    if (!operation.can.includes(decision)) return;
    if (decision === "edit") beginEdit(account.id, operation);
    else if (decision === "discard") discard(operation);
    else if (decision === "send" && operation.mark !== "needs_you") settle(operation, "send");
    else asking.set({ id: operation.id, decision });
  }

  function settle(operation: WaitingOperation, decision: Asking["decision"]): void {
    asking.set(null);
    decide.mutate({ operation, decision });
  }

  return { begin, settle };
}
