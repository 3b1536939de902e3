import type { ReactNode } from "react";
import classes from "./Facts.module.css";

type FactsProps = { facts: readonly (readonly [label: string, value: ReactNode])[] };

/** Labels and values in a box, one a line. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={classes.fact}>
          <dt>{label}</dt>
          <dd data-selectable>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
