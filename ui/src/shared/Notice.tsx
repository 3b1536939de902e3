// What a view says when it has nothing to show: empty, or failed.

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./Notice.module.css";

export type NoticeAction = { label: string; run: () => void; busy?: boolean };

type NoticeProps = {
  icon: ReactNode;
  title: string;
  children?: ReactNode;
  action?: NoticeAction;
  /** Read out at once by a screen reader. */
  urgent?: boolean;
};

export function Notice({ icon, title, children, action, urgent = false }: NoticeProps) {
  return (
    <div className={classes.notice} role={urgent ? "alert" : undefined}>
      <div className={classes.icon} aria-hidden>
        {icon}
      </div>
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.text}>{children}</div>}
      {action !== undefined && (
        <Button variant="default" onClick={action.run} loading={action.busy ?? false}>
          {action.label}
        </Button>
      )}
    </div>
  );
}
