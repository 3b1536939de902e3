// A client's letters: the list, a new one, or the one that is being written.

import { Button, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconMail, IconPlus } from "@tabler/icons-react";
import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import type { LettersOfClient } from "../../bindings/LettersOfClient";
import { Notice } from "../../shared/Notice";
import classes from "../../shared/Room.module.css";
import { Waiting } from "../../shared/Waiting";
import { HeldKeys } from "../shortcuts/HeldKeys";
import { useRoomKeys } from "../shortcuts/registry";
import { useSyncActions, useSyncStatus } from "../sync/useSync";
import { composerKeys, lettersKeys, newLetterKeys } from "./keys";
import { LettersRoom } from "./LettersRoom";
import { NewLetter } from "./NewLetter";
import { useLetters } from "./useLetters";

// Most looks at a client's page are not for writing.
const Composer = lazy(async () => ({ default: (await import("./Composer")).Composer }));

type LettersProps = { clientId: number; client: string };

export function Letters(props: LettersProps) {
  const { letter } = useParams({ strict: false });
  const { write, item } = useSearch({ from: "/clients/$id/letters" });
  if (letter !== undefined) {
    return (
      <Suspense fallback={<OpeningComposer />}>
        <Composer key={letter} id={letter} {...props} />
      </Suspense>
    );
  }
  if (write === true) return <NewLetter {...props} itemId={item ?? null} />;
  return <LetterList {...props} />;
}

function OpeningComposer() {
  return (
    <>
      <HeldKeys keys={composerKeys} />
      <Waiting label="Opening the letter" lines={10} />
    </>
  );
}

function LetterList({ clientId, client }: LettersProps) {
  const navigate = useNavigate();
  const { data } = useLetters(clientId);
  function begin(): void {
    void navigate({
      to: "/clients/$id/letters",
      params: { id: clientId },
      search: { write: true },
    });
  }
  useRoomKeys(newLetterKeys, { begin });
  return (
    <div className={classes.room}>
      <div className={classes.add}>
        <Tooltip label="New letter (N)">
          <Button
            variant={data?.letters.length === 0 ? "filled" : "default"}
            leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
            onClick={begin}
          >
            New letter
          </Button>
        </Tooltip>
        <span className={classes.addHint}>by fax or by mail, to a bureau or a furnisher</span>
      </div>
      <ListBody clientId={clientId} client={client} />
    </div>
  );
}

function ListBody({ clientId, client }: LettersProps) {
  const { data, error, isFetching, refetch } = useLetters(clientId);
  if (data == null) {
    if (error === null) {
      return (
        <>
          <HeldKeys keys={lettersKeys} />
          <Waiting label="Reading the letters" lines={10} />
        </>
      );
    }
    return (
      <Notice
        icon={<IconAlertTriangle size={32} stroke={1.5} />}
        title="The letters could not be read"
        action={{ label: "Try again", run: () => void refetch(), busy: isFetching }}
        urgent
      >
        <p>{error.message}</p>
        <p>What is on this machine was kept. You can still write a letter.</p>
      </Notice>
    );
  }
  if (data.letters.length === 0) return <NoLetters of={data} client={client} />;
  const problem =
    error === null ? null : { message: error.message, tryAgain: () => void refetch() };
  return <LettersRoom clientId={clientId} client={client} of={data} problem={problem} />;
}

function NoLetters({ of, client }: { of: LettersOfClient; client: string }) {
  const status = useSyncStatus();
  const { start, busy } = useSyncActions();
  const icon = <IconMail size={32} stroke={1.5} />;
  if (of.fetched_at !== null) {
    return (
      <Notice icon={icon} title={`No letter has been written for ${client}`}>
        Choose a template, whom it goes to and the items it is about. You see the page as it will be
        sent while you write.
      </Notice>
    );
  }
  if (status?.state === "signed_out") {
    return (
      <Notice icon={icon} title="Letters have not been fetched yet">
        Your session has ended. Once you sign in again, they are listed here. You can write already.
      </Notice>
    );
  }
  if (status?.state === "done" || status?.state === "running") {
    return (
      <Notice icon={icon} title="Letters are on their way">
        They appear here as they arrive. You can write already.
      </Notice>
    );
  }
  return (
    <Notice
      icon={icon}
      title={`The letters of ${client} were never fetched to this machine`}
      action={{ label: "Sync now", run: start, busy }}
    >
      They are listed here as soon as the server can be reached. You can write already.
    </Notice>
  );
}
