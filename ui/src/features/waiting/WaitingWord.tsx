// What waits, beside the sync word: there only when something does, and not for a moment.

import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useWaitingWord } from "./useWaitingWord";
import classes from "./WaitingWord.module.css";

export function WaitingWord() {
  const word = useWaitingWord();
  const Icon = word === "Needs you" ? IconAlertTriangle : IconClock;
  return (
    <>
      {word !== null && (
        <Link to="/waiting" className={classes.word}>
          <Icon size={16} stroke={1.5} aria-hidden />
          {word}
        </Link>
      )}
      <span className="heard-only" role="status">
        {word ?? ""}
      </span>
    </>
  );
}
