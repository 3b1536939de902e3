import classes from "./Table.module.css";

/** A quiet dash, which is heard as a word. */
export function NotThere({ heard = "not reported" }: { heard?: string }) {
  return (
    <span className={classes.quiet}>
      <span aria-hidden>–</span>
      <span className="heard-only">{heard}</span>
    </span>
  );
}
