// The field above a list that "/" leads to; the list keeps its own keys while it is typed into.

import { CloseButton, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { RefObject } from "react";
import { KeyCaps } from "./KeyCaps";

type FindBoxProps = {
  box: RefObject<HTMLInputElement | null>;
  label: string;
  words: string;
  setWords: (words: string) => void;
  className?: string | undefined;
};

export function FindBox({ box, label, words, setWords, className }: FindBoxProps) {
  return (
    <TextInput
      ref={box}
      className={className}
      value={words}
      onChange={(event) => setWords(event.currentTarget.value)}
      placeholder={label}
      aria-label={label}
      role="searchbox"
      spellCheck={false}
      autoComplete="off"
      data-room-keys
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSectionPointerEvents={words === "" ? "none" : "all"}
      rightSection={
        words === "" ? (
          <span aria-hidden>
            <KeyCaps keys="/" />
          </span>
        ) : (
          <CloseButton size="sm" aria-label="Clear the words" onClick={() => setWords("")} />
        )
      }
    />
  );
}
