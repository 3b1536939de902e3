// A recovery key, shown this once: the agent writes it down or keeps it elsewhere.

import { Button, Textarea } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { useCopy } from "../../shared/useCopy";
import classes from "./RecoveryKey.module.css";

export function RecoveryKey({ value }: { value: string }) {
  const copy = useCopy();
  return (
    <div className={classes.shown}>
      <Textarea
        label="Recovery key"
        classNames={{ input: classes.key }}
        rows={3}
        readOnly
        autoFocus
        spellCheck={false}
        value={value}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Button
        variant="default"
        leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />}
        onClick={() => void copy(value, "The recovery key")}
      >
        Copy
      </Button>
      <p>
        It opens the backups of your office. Whoever loses it and this computer loses the office.
      </p>
      <p>It is not shown again, but a new one can be made in Settings.</p>
    </div>
  );
}
