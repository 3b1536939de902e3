// What stands above a column of a grid; where the rows can be ordered by it, a button for that.

import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Direction } from "../bindings/Direction";
import classes from "./HeadCell.module.css";

type HeadCellProps = {
  column: string;
  /** Counted from one. */
  place: number;
  className?: string | undefined;
  /** How the rows are ordered by this column, if they are. */
  sorted?: Direction | null;
  sort?: (() => void) | undefined;
  children: ReactNode;
};

export function HeadCell(props: HeadCellProps) {
  const { column, place, className = "", sorted = null, sort, children } = props;
  const Arrow = sorted === "asc" ? IconArrowUp : IconArrowDown;
  return (
    <div
      role="columnheader"
      aria-colindex={place}
      aria-sort={sorted === null ? undefined : sorted === "asc" ? "ascending" : "descending"}
      className={`${classes.cell} ${className}`}
      data-column={column}
    >
      {sort === undefined ? (
        children
      ) : (
        <button type="button" className={classes.sort} onClick={sort}>
          {children}
          {sorted !== null && <Arrow size={14} stroke={1.5} aria-hidden />}
        </button>
      )}
    </div>
  );
}
