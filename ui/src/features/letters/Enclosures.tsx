// What is enclosed, one line each.

import { ActionIcon, Button, TextInput, Tooltip } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import classes from "./LetterForm.module.css";

type EnclosuresProps = {
  enclosures: readonly string[];
  /** What is usually enclosed with such a letter. */
  usual: readonly string[];
  change: (enclosures: string[]) => void;
};

export function Enclosures({ enclosures, usual, change }: EnclosuresProps) {
  const lines = useRef<HTMLDivElement>(null);
  const [added, setAdded] = useState(0);
  const offered = usual.filter((line) => !enclosures.includes(line));

  // A line that was just added is the one to be written.
  useEffect(() => {
    if (added > 0) [...(lines.current?.querySelectorAll("input") ?? [])].at(-1)?.focus();
  }, [added]);

  return (
    <div className={classes.part}>
      <div className={classes.partHead}>
        <h4>Enclosures</h4>
        <Button
          variant="default"
          h={24}
          px={8}
          fz="xs"
          leftSection={<IconPlus size={14} stroke={1.5} aria-hidden />}
          onClick={() => {
            change([...enclosures, ""]);
            setAdded((before) => before + 1);
          }}
        >
          Add a line
        </Button>
      </div>
      <div ref={lines} className={classes.lines}>
        {enclosures.map((line, at) => (
          <Line
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
            key={at}
            number={at + 1}
            text={line}
            write={(text) => change(enclosures.with(at, text))}
            leaveOut={() => change(enclosures.toSpliced(at, 1))}
          />
        ))}
        {enclosures.length === 0 && offered.length === 0 && (
          <p className={classes.none}>Nothing is enclosed.</p>
        )}
      </div>
      {offered.length > 0 && (
        <Offered lines={offered} take={(line) => change([...enclosures, line])} />
      )}
    </div>
  );
}

type LineProps = {
  number: number;
  text: string;
  write: (text: string) => void;
  leaveOut: () => void;
};

function Line({ number, text, write, leaveOut }: LineProps) {
  return (
    <TextInput
      aria-label={`Enclosure ${number}`}
      value={text}
      onChange={(event) => write(event.currentTarget.value)}
      rightSection={
        <Tooltip label="Leave out">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={24}
            aria-label={`Leave out: enclosure ${number}`}
            onClick={leaveOut}
          >
            <IconX size={14} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      }
    />
  );
}

type OfferedProps = { lines: readonly string[]; take: (line: string) => void };

function Offered({ lines, take }: OfferedProps) {
  return (
    <div className={classes.offered}>
      <span>Usual with this letter:</span>
      {lines.map((line) => (
        <button key={line} type="button" className={classes.offer} onClick={() => take(line)}>
          <IconPlus size={12} stroke={1.5} aria-hidden />
          {line}
        </button>
      ))}
    </div>
  );
}
