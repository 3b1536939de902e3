// The notes of one client: what waits first, then the server's, newest first.

import { Button } from "@mantine/core";
import { IconAlertTriangle, IconNotes } from "@tabler/icons-react";
import { useRef } from "react";
import type { NoteRow } from "../../bindings/NoteRow";
import { countOf } from "../../shared/formats";
import { Notice } from "../../shared/Notice";
import { Waiting } from "../../shared/Waiting";
import { useAsOf } from "../sync/useAsOf";
import { useSyncStatus } from "../sync/useSync";
import { useWaiting } from "../waiting/useWaiting";
import { Composer } from "./Composer";
import { composerWanted } from "./composing";
import { NoteItem } from "./NoteItem";
import classes from "./Notes.module.css";
import { useNotes } from "./useNotes";

type NotesProps = { clientId: number; client: string };

export function Notes({ clientId, client }: NotesProps) {
  const page = useRef<HTMLDivElement>(null);
  return (
    <div ref={page} className={classes.page} tabIndex={-1}>
      <div className={classes.column}>
        <Composer clientId={clientId} client={client} leave={() => page.current?.focus()} />
        <NoteList clientId={clientId} client={client} />
      </div>
    </div>
  );
}

function NoteList({ clientId, client }: NotesProps) {
  const { data: notes, error, isFetching, refetch } = useNotes(clientId);
  const { data: waiting } = useWaiting();
  if (notes == null) {
    if (error === null) return <Waiting label="Reading the notes" lines={6} />;
    return (
      <Notice
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title="The notes could not be read"
        action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
        urgent
      >
        <p>{error.message}</p>
        <p>What is on this machine was kept. You can still write.</p>
      </Notice>
    );
  }
  if (notes.length === 0) return <NoNotes clientId={clientId} client={client} />;
  return (
    <section aria-label={`Notes about ${client}`}>
      <Count count={notes.length} />
      {error !== null && (
        <div className={classes.problem} role="alert">
          <span>The notes could not be renewed. {error.message}</span>
          <Button variant="subtle" onClick={() => void refetch()} loading={isFetching}>
            Try again
          </Button>
        </div>
      )}
      <ul className={classes.list}>
        {notes.map((note) => (
          <NoteItem
            key={keyOf(note)}
            note={note}
            operation={waiting?.operations.find(({ id }) => id === note.operation)}
          />
        ))}
      </ul>
    </section>
  );
}

function keyOf({ id, operation }: NoteRow): string {
  return operation === null ? `note-${id}` : `waiting-${operation}`;
}

function Count({ count }: { count: number }) {
  const asOf = useAsOf();
  return (
    <p className={classes.count}>
      {countOf(count, "note", "notes")}
      {asOf !== null && ` · ${asOf}`}
    </p>
  );
}

function NoNotes({ clientId, client }: NotesProps) {
  const status = useSyncStatus();
  const icon = <IconNotes size={32} stroke={1.5} />;
  if (status?.first && status.state === "running") {
    return (
      <Notice icon={icon} title="Notes are on their way">
        They appear here as they arrive. You can write already.
      </Notice>
    );
  }
  return (
    <Notice
      icon={icon}
      title={`There are no notes about ${client}`}
      action={{ label: "Write the first one", run: () => composerWanted.set(clientId) }}
    >
      {status?.first
        ? "Those on the server appear here after the first complete sync."
        : "What was said, agreed or sent is there for everybody at your firm."}
    </Notice>
  );
}
