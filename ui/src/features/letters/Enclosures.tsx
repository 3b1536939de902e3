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
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its place
            key={at}
            aria-label={`Enclosure ${at + 1}`}
            value={line}
            onChange={(event) => change(enclosures.with(at, event.currentTarget.value))}
            rightSection={
              <Tooltip label="Leave out">
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size={24}
                  aria-label={`Leave out: enclosure ${at + 1}`}
                  onClick={() => change(enclosures.toSpliced(at, 1))}
                >
                  <IconX size={14} stroke={1.5} />
                </ActionIcon>
              </Tooltip>
            }
          />
        ))}
        {enclosures.length === 0 && offered.length === 0 && (
          <p className={classes.none}>Nothing is enclosed.</p>
        )}
      </div>
      {offered.length > 0 && (
        <div className={classes.offered}>
          <span>Usual with this letter:</span>
          {offered.map((line) => (
            <button
              key={line}
              type="button"
              className={classes.offer}
              onClick={() => change([...enclosures, line])}
            >
              <IconPlus size={12} stroke={1.5} aria-hidden />
              {line}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
