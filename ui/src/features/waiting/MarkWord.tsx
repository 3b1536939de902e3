import {
  IconAlertTriangle,
  IconArrowUp,
  IconBan,
  IconClock,
  IconZoomQuestion,
} from "@tabler/icons-react";
import type { Mark } from "../../bindings/Mark";
import classes from "./MarkWord.module.css";
import { markWord } from "./words";

const ICONS = {
  waiting: IconClock,
  sending: IconArrowUp,
  checking: IconZoomQuestion,
  needs_you: IconAlertTriangle,
  refused: IconBan,
};

/** Where something stands that the server does not have yet; nothing once it has. */
export function MarkWord({ mark }: { mark: Mark }) {
  if (mark === "saved") return null;
  const Icon = ICONS[mark];
  return (
    <span className={classes.word} data-mark={mark}>
      <Icon size={14} stroke={1.5} aria-hidden />
      <span className={classes.text}>{markWord(mark)}</span>
    </span>
  );
}
