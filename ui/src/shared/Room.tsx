// What stands above and below the list of a room.

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { countOf } from "./formats";
import classes from "./Room.module.css";

export type Problem = { message: string; tryAgain: () => void };

type NotRenewedProps = { what: string; problem: Problem | null; className?: string | undefined };

/** What is shown is from before: the reading of something newer failed. */
export function NotRenewed({ what, problem, className = "" }: NotRenewedProps) {
  if (problem === null) return null;
  return (
    <div className={`${classes.problem} ${className}`} role="alert">
      <span>{`The ${what} could not be renewed. ${problem.message}`}</span>
      <Button variant="subtle" onClick={problem.tryAgain}>
        Try again
      </Button>
    </div>
  );
}

type RoomFootProps = {
  shown: number;
  all: number;
  /** What is counted: one of it, and several. */
  of: [string, string];
  children: ReactNode;
};

export function RoomFoot({ shown, all, of, children }: RoomFootProps) {
  return (
    <footer className={classes.foot}>
      <span role="status">
        {shown < all && `${shown} of `}
        {countOf(all, ...of)}
      </span>
      {children}
    </footer>
  );
}
