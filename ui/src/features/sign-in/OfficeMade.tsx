// The office is set up. Its recovery key is shown this once, and is kept before work begins.

import { Button, Checkbox } from "@mantine/core";
import { useState } from "react";
import { Problem } from "../../shared/Problem";
import classes from "./OfficeForm.module.css";
import { RecoveryKey } from "./RecoveryKey";

type OfficeMadeProps = {
  recoveryKey: string;
  /** Told whether the agent has the key, and may leave. */
  keep: (kept: boolean) => void;
  open: () => void;
  opening: boolean;
  problem: string | null;
};

export function OfficeMade({ recoveryKey, keep, open, opening, problem }: OfficeMadeProps) {
  const [kept, setKept] = useState(false);
  return (
    <div className={classes.form}>
      <Problem message={problem} />
      <RecoveryKey value={recoveryKey} />
      <Checkbox
        label="I have written it down or keep it in a safe place"
        checked={kept}
        onChange={(event) => {
          setKept(event.currentTarget.checked);
          keep(event.currentTarget.checked);
        }}
      />
      <Button className={classes.send} disabled={!kept} loading={opening} onClick={open}>
        Go to work
      </Button>
    </div>
  );
}
