import {
  IconAlertTriangle,
  IconArrowUp,
  IconBan,
  IconCheck,
  IconClock,
  IconZoomQuestion,
} from "@tabler/icons-react";
import type { TrayFile } from "../../bindings/TrayFile";
import type { TrayStage } from "../../bindings/TrayStage";
import { stageMark, stageWord } from "./stages";
import classes from "./Tray.module.css";

const ICONS: Record<Exclude<TrayStage, "ready">, typeof IconBan> = {
  taking: IconZoomQuestion,
  refused: IconBan,
  waiting: IconClock,
  sending: IconArrowUp,
  checking: IconZoomQuestion,
  linking: IconArrowUp,
  done: IconCheck,
  needs_you: IconAlertTriangle,
  not_accepted: IconBan,
};

/** How far a file has come; nothing while it waits for the agent only. */
export function StageWord({ file }: { file: TrayFile }) {
  const { stage } = file;
  if (stage === "ready") return null;
  const Icon = ICONS[stage];
  return (
    <span className={classes.stage} data-mark={stageMark(stage)}>
      <Icon size={14} stroke={1.5} aria-hidden />
      <span>{stageWord(file)}</span>
    </span>
  );
}
