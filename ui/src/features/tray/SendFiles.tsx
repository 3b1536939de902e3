import { Button } from "@mantine/core";
import { countOf, formatCount } from "../../shared/formats";
import { KeyCaps } from "../shortcuts/KeyCaps";
import classes from "./Tray.module.css";
import type { Sending } from "./useSend";

/** The way out of the tray: onto the file of a client, who is always named. */
export function SendFiles({ sending }: { sending: Sending }) {
  const { label, count, left, asking, send } = sending;
  if (count === 0 && left === null) return null;
  return (
    <footer className={classes.foot}>
      {left !== null && (
        <p className={classes.left} role="status">
          {left}
        </p>
      )}
      {asking ? (
        <AskFirst sending={sending} />
      ) : (
        <Button
          fullWidth
          disabled={count === 0}
          classNames={{ label: classes.sendLabel ?? "" }}
          rightSection={
            <span className={classes.sendKeys} aria-hidden>
              <KeyCaps keys="mod+Enter" />
            </span>
          }
          onClick={send}
        >
          {label}
        </Button>
      )}
    </footer>
  );
}

/** What is for several clients is told by name before it goes. */
function AskFirst({ sending }: { sending: Sending }) {
  return (
    <fieldset className={classes.question}>
      <legend>Add to the files of {formatCount(sending.clients.length)} clients?</legend>
      <ul className={classes.clients}>
        {sending.clients.map(({ id, name, count }) => (
          <li key={id}>
            <b>{name}</b> <span>{countOf(count, "document", "documents")}</span>
          </li>
        ))}
      </ul>
      <div className={classes.answers}>
        <Button autoFocus onClick={sending.sure}>
          Yes, add all {formatCount(sending.count)}
        </Button>
        <Button variant="default" onClick={sending.stay}>
          Not yet
        </Button>
      </div>
    </fieldset>
  );
}
