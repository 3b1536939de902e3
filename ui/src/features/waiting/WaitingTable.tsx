import { useNavigate } from "@tanstack/react-router";
import type { Decision } from "../../bindings/Decision";
import type { WaitingOperation } from "../../bindings/WaitingOperation";
import { useRoomKeys } from "../shortcuts/registry";
import { waitingKeys } from "./keys";
import { useDecisions } from "./useDecisions";
import { useWaitingCursor } from "./useWaitingCursor";
import classes from "./WaitingTable.module.css";
import { COLUMNS, WaitingTableRow } from "./WaitingTableRow";
import { addressOf } from "./words";

export function WaitingTable({ operations }: { operations: WaitingOperation[] }) {
  const navigate = useNavigate();
  const cursor = useWaitingCursor(operations);
  const { begin } = useDecisions();
  const { current } = cursor;

  function decide(decision: Decision): void {
    if (current !== undefined) begin(current, decision);
  }

  function open(operation: WaitingOperation | undefined): void {
    if (operation === undefined) return;
    void navigate({ to: addressOf(operation), params: { id: operation.client_id } });
  }

  useRoomKeys(waitingKeys, {
    next: () => cursor.moveBy(1),
    previous: () => cursor.moveBy(-1),
    open: () => open(current),
    send: () => decide("send"),
    wasSent: () => decide("was_sent"),
    edit: () => decide("edit"),
    discard: () => decide("discard"),
  });

  return (
    <div className={classes.scroller}>
      <table aria-label="What waits" className={classes.table}>
        <thead>
          <tr>
            {COLUMNS.map(({ id, label }) => (
              <th key={id} scope="col" data-column={id}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {operations.map((operation, place) => (
            <WaitingTableRow
              key={operation.id}
              operation={operation}
              isCursor={operation.id === current?.id}
              settle={() => cursor.settle(place)}
              open={() => open(operation)}
              refocus={cursor.refocus}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}
