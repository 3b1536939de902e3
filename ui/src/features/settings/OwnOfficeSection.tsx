// The firm's own office: its backups, and the key that opens them.

import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { officeBackup } from "../../backend";
import { Time } from "../../shared/Time";
import { NewRecoveryKey } from "./NewRecoveryKey";
import classes from "./OwnOfficeSection.module.css";
import page from "./SettingsPage.module.css";

export function OwnOfficeSection() {
  return (
    <section aria-labelledby="settings-office">
      <h2 id="settings-office">Your office</h2>
      <Backup />
      <NewRecoveryKey />
    </section>
  );
}

function Backup() {
  const [savedAt, setSavedAt] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: officeBackup,
    onSuccess: (saved) => {
      if (saved) setSavedAt(new Date().toISOString());
    },
  });
  return (
    <div className={page.line}>
      <div className={classes.text}>
        <p>A backup holds everything of the office. Only the recovery key opens it.</p>
        {save.isError && (
          <p className={classes.problem} role="alert">
            Not saved. {save.error.message}
          </p>
        )}
        <p className={classes.hint} role="status">
          {savedAt !== null && !save.isError && !save.isPending && (
            <>
              Saved <Time at={savedAt} />
            </>
          )}
        </p>
      </div>
      <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
        Save a backup…
      </Button>
    </div>
  );
}
