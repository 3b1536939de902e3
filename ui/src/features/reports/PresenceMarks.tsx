// How an account stands at each bureau, in three small marks.

import { IconArrowBackUp, IconPencil, IconPlus, IconX } from "@tabler/icons-react";
import type { Change } from "../../bindings/Change";
import type { ReportAccount } from "../../bindings/ReportAccount";
import { BUREAUS } from "../../shared/bureaus";
import classes from "./PresenceMarks.module.css";
import {
  type Presence,
  presenceAt,
  presenceEverywhere,
  presenceStory,
  presenceWord,
} from "./words";

const ICONS: Record<Change, typeof IconPlus> = {
  new: IconPlus,
  changed: IconPencil,
  back: IconArrowBackUp,
  gone: IconX,
};

export function PresenceMarks({ account }: { account: ReportAccount }) {
  return (
    <span className={classes.marks}>
      {BUREAUS.map(({ id, name, letters }, at) => {
        const presence = presenceAt(account, at);
        return (
          <span
            key={id}
            className={classes.mark}
            data-bureau={id}
            data-presence={presence}
            title={`${name}. ${presenceStory(presence)}`}
            aria-hidden
          >
            {letters}
            <ChangeIcon presence={presence} />
          </span>
        );
      })}
      <span className="heard-only">{presenceEverywhere(account)}</span>
    </span>
  );
}

function ChangeIcon({ presence }: { presence: Presence }) {
  if (presence === "reported" || presence === "absent") return null;
  const Icon = ICONS[presence];
  return <Icon size={11} stroke={2} aria-hidden />;
}

/** What became of the account at one bureau; nothing where it stayed as it was. */
export function ChangeWord({ presence }: { presence: Presence }) {
  if (presence === "reported") return null;
  return (
    <span className={classes.word} data-presence={presence} title={presenceStory(presence)}>
      <ChangeIcon presence={presence} />
      {presenceWord(presence)}
    </span>
  );
}
