// A row of small buttons of which one is chosen, each with a count.

import type { ReactNode } from "react";
import classes from "./Choices.module.css";
import { formatCount } from "./formats";

export function Choices({ label, children }: { label: string; children: ReactNode }) {
  return (
    <fieldset className={classes.choices}>
      <legend className="heard-only">{label}</legend>
      {children}
    </fieldset>
  );
}

type ChoiceProps = { chosen: boolean; count: number; choose: () => void; children: ReactNode };

export function Choice({ chosen, count, choose, children }: ChoiceProps) {
  return (
    <button type="button" className={classes.choice} aria-pressed={chosen} onClick={choose}>
      {children}
      <span className={classes.count}>{formatCount(count)}</span>
    </button>
  );
}
