import classes from "./BureauMark.module.css";
import type { BureauWords } from "./bureaus";

/** A bureau's two letters in its tint; its name is heard, and seen on hover. */
export function BureauMark({ bureau }: { bureau: BureauWords }) {
  return (
    <span className={classes.mark} data-bureau={bureau.id} title={bureau.name}>
      <span aria-hidden>{bureau.letters}</span>
      <span className="heard-only">{bureau.name}</span>
    </span>
  );
}
