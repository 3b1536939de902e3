import classes from "./KeyCaps.module.css";
import { keyLabels } from "./keys";

/** A key, a chord or a sequence as it is printed on the keyboard. */
export function KeyCaps({ keys }: { keys: string }) {
  return (
    <span className={classes.caps}>
      {keyLabels(keys).map((label) => (
        <kbd key={label} className={classes.cap}>
          {label}
        </kbd>
      ))}
    </span>
  );
}
