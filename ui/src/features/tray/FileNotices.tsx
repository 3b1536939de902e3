// What the agent should know of a file before it goes, or why it does not.

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconBan, IconCopy, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { TrayFile } from "../../bindings/TrayFile";
import { useStore } from "../../shared/store";
import { stageMark } from "./stages";
import { addedAnyway, toggleAnyway } from "./state";
import classes from "./Tray.module.css";

const SIGN = { size: 14, stroke: 1.5, "aria-hidden": true } as const;

export function FileNotices({ file }: { file: TrayFile }) {
  const { refusal, reason, warnings, stage } = file;
  return (
    <>
      {refusal !== null && (
        <Said mark="harm" sign={<IconBan {...SIGN} />}>
          {refusal}
        </Said>
      )}
      {reason !== null && (
        <Said mark={stageMark(stage)} sign={<IconInfoCircle {...SIGN} />}>
          {reason}
        </Said>
      )}
      {warnings.map((warning) => (
        <Said key={warning} mark="waiting" sign={<IconAlertTriangle {...SIGN} />}>
          {warning}
        </Said>
      ))}
      {file.twice !== null && stage === "ready" && <Twice file={file} sentence={file.twice} />}
    </>
  );
}

/** The same is on the client's file already: it goes only when the agent says so. */
function Twice({ file, sentence }: { file: TrayFile; sentence: string }) {
  const goes = useStore(addedAnyway).has(file.id);
  return (
    <Said mark={goes ? "quiet" : "waiting"} sign={<IconCopy {...SIGN} />}>
      {sentence}{" "}
      <Button
        variant={goes ? "light" : "default"}
        h={24}
        px={8}
        className={classes.anyway}
        aria-pressed={goes}
        onClick={() => toggleAnyway(file.id)}
      >
        Add it all the same
        <span className="heard-only">: {file.name}</span>
      </Button>
    </Said>
  );
}

type SaidProps = { mark: string; sign: ReactNode; children: ReactNode };

function Said({ mark, sign, children }: SaidProps) {
  return (
    <div className={classes.said} data-mark={mark}>
      {sign}
      <span data-selectable>{children}</span>
    </div>
  );
}
