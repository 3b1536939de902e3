// What waits, beside the sync word: there only when something does.

import { IconAlertTriangle, IconClock } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useWaiting } from "./useWaiting";
import classes from "./WaitingWord.module.css";
import { waitingWord } from "./words";

export function WaitingWord() {
  const { data } = useWaiting();
  const word = data == null ? null : waitingWord(data);
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
