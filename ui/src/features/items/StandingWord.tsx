import {
  IconCircleCheck,
  IconCircleDashed,
  IconCircleDot,
  IconCircleHalf2,
  IconHelpCircle,
} from "@tabler/icons-react";
import type { Standing } from "../../bindings/Standing";
import { standingWord } from "./columns";
import classes from "./StandingWord.module.css";

const ICONS: Record<Standing, typeof IconCircleDot> = {
  new: IconCircleDot,
  not_processed: IconCircleDashed,
  in_progress: IconCircleHalf2,
  repaired: IconCircleCheck,
  other: IconHelpCircle,
};

/** How far the work on an item is. */
export function StandingWord({ standing }: { standing: Standing }) {
  const Icon = ICONS[standing];
  return (
    <span className={classes.word} data-standing={standing}>
      <Icon size={14} stroke={1.5} aria-hidden />
      {standingWord(standing)}
    </span>
  );
}
