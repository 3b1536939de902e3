// Chooses a client by a few words; the client whose page is open is offered first.

import { Combobox, TextInput, useCombobox } from "@mantine/core";
import { useEffect, useState } from "react";
import { clientName } from "../clients/columns";
import { useFoundClients } from "../clients/useFoundClients";
import classes from "./Tray.module.css";
import { type ClientInHand, useClientInHand } from "./useClientInHand";

type ClientPickerProps = {
  label: string;
  /** The name of the client who is chosen. */
  chosen: string | null;
  choose: (client: ClientInHand) => void;
};

type Offered = ClientInHand & { about: string };

export function ClientPicker({ label, chosen, choose }: ClientPickerProps) {
  const [words, setWords] = useState<string | null>(null);
  const { offered, arrived } = useOffered(words?.trim().toLowerCase() ?? "");
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setWords(null);
    },
  });
  const { selectFirstOption, dropdownOpened, openDropdown, closeDropdown } = combobox;

  // The first one found is the one that Enter chooses.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words are another list
  useEffect(() => {
    if (dropdownOpened && arrived) selectFirstOption();
  }, [words, arrived, dropdownOpened]);

  return (
    <Combobox
      store={combobox}
      withinPortal={false}
      width={280}
      position="bottom-start"
      floatingStrategy="fixed"
      shadow="md"
      transitionProps={{ duration: 120 }}
      onOptionSubmit={(value) => {
        const found = offered.find(({ id }) => String(id) === value);
        if (found !== undefined) choose({ id: found.id, name: found.name });
        closeDropdown();
      }}
    >
      <Combobox.Target>
        <TextInput
          aria-label={label}
          placeholder="Choose a client"
          className={classes.field}
          data-missing={chosen === null || undefined}
          data-client-field
          value={words ?? chosen ?? ""}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            setWords(event.currentTarget.value);
            openDropdown();
          }}
          onClick={() => openDropdown()}
          onFocus={(event) => {
            event.currentTarget.select();
            openDropdown();
          }}
          onBlur={() => closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options aria-label={`Clients: ${label}`}>
          {offered.map(({ id, name, about }) => (
            <Combobox.Option key={id} value={String(id)} className={classes.option}>
              <span className={classes.offered}>
                <span>{name}</span>
                <span className={classes.offeredAbout}>{about}</span>
              </span>
            </Combobox.Option>
          ))}
          {offered.length === 0 && arrived && (
            <Combobox.Empty className={classes.nobody}>
              {(words ?? "").trim() === "" ? "Type a name, e‑mail or number" : "Nobody is found"}
            </Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

function useOffered(words: string): { offered: Offered[]; arrived: boolean } {
  const inHand = useClientInHand();
  const { clients, arrived } = useFoundClients(words);
  if (words === "") {
    return { offered: inHand === null ? [] : [{ ...inHand, about: "Open now" }], arrived: true };
  }
  const offered = clients.map((row) => ({
    id: row.id,
    name: clientName(row),
    about: [`No. ${row.id}`, row.place].filter(Boolean).join(" · "),
  }));
  return { offered, arrived };
}
