// Grey shapes where something is about to be; they show after 150 ms (see the style sheet).

import classes from "./Waiting.module.css";

type WaitingProps = { label: string; lines: number };

export function Waiting({ label, lines }: WaitingProps) {
  return (
    <div className={classes.waiting} role="status" aria-label={label}>
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the shapes are all alike
        <div key={line} className={classes.line} />
      ))}
    </div>
  );
}
