import { IconAlertCircle } from "@tabler/icons-react";
import classes from "./Unread.module.css";

/** What could not be read of the reports, each in a sentence. */
export function Unread({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <div className={classes.unread} role="note">
      <IconAlertCircle size={16} stroke={1.5} aria-hidden />
      <div>
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </div>
  );
}
