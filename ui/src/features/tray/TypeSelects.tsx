// The two small lists of what a document is.

import { NativeSelect } from "@mantine/core";
import {
  DOCUMENT_TYPES,
  type DocumentWord,
  keptSubtype,
  subtypesOf,
  withUnknown,
} from "../../shared/documentTypes";
import classes from "./Tray.module.css";

type TypeSelectsProps = {
  /** Of what, as it is read out. */
  of: string;
  type: string;
  subtype: string;
  change: (change: { doc_type?: string; subtype?: string }) => void;
};

export function TypeSelects({ of, type, subtype, change }: TypeSelectsProps) {
  const { fitting, rare } = subtypesOf(type);
  const known = [...fitting, ...rare].some(({ id }) => id === subtype);
  return (
    <>
      <NativeSelect
        aria-label={`Type of ${of}`}
        className={classes.field}
        data-missing={type === "" || undefined}
        value={type}
        data={[
          ...(type === "" ? [{ value: "", label: "Choose a type", disabled: true }] : []),
          ...withUnknown(DOCUMENT_TYPES, type).map(asItem),
        ]}
        onChange={({ currentTarget: { value } }) => change(typeChange(value, subtype))}
      />
      <NativeSelect
        aria-label={`Subtype of ${of}`}
        className={classes.field}
        value={subtype}
        data={[
          { value: "", label: "No subtype" },
          ...(known ? fitting : withUnknown(fitting, subtype)).map(asItem),
          ...(rare.length === 0 ? [] : [{ group: "Rare for this type", items: rare.map(asItem) }]),
        ]}
        onChange={({ currentTarget: { value } }) => change({ subtype: value })}
      />
    </>
  );
}

/** Another type, and the subtype where it does not go with it. */
export function typeChange(type: string, subtype: string): { doc_type: string; subtype?: string } {
  const kept = keptSubtype(type, subtype);
  return kept === subtype ? { doc_type: type } : { doc_type: type, subtype: kept };
}

function asItem({ id, label }: DocumentWord) {
  return { value: id, label };
}
