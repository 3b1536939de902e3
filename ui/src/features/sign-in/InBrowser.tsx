// What stands in the place of the form while the agent signs in elsewhere.

import { Button } from "@mantine/core";
import { useId } from "react";
import classes from "./InBrowser.module.css";

export function InBrowser({ cancel }: { cancel: () => void }) {
  const told = useId();
  return (
    <div className={classes.wait}>
      <p id={told} role="status">
        Finish signing in in your browser.
      </p>
      <p className={classes.quiet}>Microsoft’s page is open there, for five minutes.</p>
      <Button variant="default" autoFocus aria-describedby={told} onClick={cancel}>
        Cancel
      </Button>
    </div>
  );
}
