import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconArrowLeft, IconDownload, IconPrinter, IconSend, IconTrash } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { keyLabels } from "../shortcuts/keys";
import classes from "./Composer.module.css";
import type { OpenLetter, Saved } from "./session";
import type { LetterActions } from "./useLetterActions";

type ComposerHeadProps = {
  letter: OpenLetter;
  /** Whether something must be mended before the letter can go. */
  blocked: boolean;
  actions: LetterActions;
  ask: (what: "send" | "remove") => void;
  again: () => void;
};

const FIRST = "First mend what stands above the page";

export function ComposerHead({ letter, blocked, actions, ask, again }: ComposerHeadProps) {
  const { draft, saved } = letter;
  const chord = (key: string) => `(${keyLabels(key).join(" ")})`;
  return (
    <header className={classes.head}>
      <Sign label="Back to the letters (Esc)" run={() => actions.leave()}>
        <IconArrowLeft size={18} stroke={1.5} />
      </Sign>
      <div className={classes.title}>
        <h3 className={classes.name} title={draft.template}>
          {draft.template}
        </h3>
        <SavedWord saved={saved} again={again} />
      </div>
      <div className={classes.acts}>
        <Sign label={`Remove the draft ${chord("Delete")}`} run={() => ask("remove")}>
          <IconTrash size={18} stroke={1.5} />
        </Sign>
        <Act
          label="Save PDF…"
          tip={blocked ? FIRST : `Save the PDF ${chord("mod+s")}`}
          blocked={blocked}
          busy={actions.save.isPending}
          icon={<IconDownload size={16} stroke={1.5} aria-hidden />}
          run={() => actions.save.mutate()}
        />
        <Act
          label="Open to print"
          tip={blocked ? FIRST : `Open it in the system’s viewer ${chord("mod+p")}`}
          blocked={blocked}
          busy={actions.print.isPending}
          icon={<IconPrinter size={16} stroke={1.5} aria-hidden />}
          run={() => actions.print.mutate()}
        />
        <Act
          label="Send…"
          tip={blocked ? FIRST : `Send by fax or by mail ${chord("mod+Enter")}`}
          primary
          blocked={blocked}
          busy={actions.send.isPending}
          icon={<IconSend size={16} stroke={1.5} aria-hidden />}
          run={() => ask("send")}
        />
      </div>
    </header>
  );
}

function SavedWord({ saved, again }: { saved: Saved; again: () => void }) {
  if (saved.state === "failed") {
    return (
      <p className={classes.notSaved} role="alert">
        <span title={saved.why}>Not saved. {saved.why}</span>
        <Button variant="subtle" h={20} px={6} fz="xs" onClick={again}>
          Try again
        </Button>
      </p>
    );
  }
  return (
    <p className={classes.saved}>{saved.state === "saved" ? "Saved on this machine" : "Saving…"}</p>
  );
}

type ActProps = {
  label: string;
  tip: string;
  primary?: boolean;
  blocked: boolean;
  busy: boolean;
  icon: ReactNode;
  run: () => void;
};

/** It can be reached while it is blocked, too: it says why. */
function Act({ label, tip, primary = false, blocked, busy, icon, run }: ActProps) {
  return (
    <Tooltip label={tip}>
      <Button
        variant={primary ? "filled" : "default"}
        leftSection={icon}
        loading={busy}
        data-disabled={blocked || undefined}
        aria-disabled={blocked}
        aria-description={blocked ? tip : undefined}
        onClick={blocked ? undefined : run}
      >
        {label}
      </Button>
    </Tooltip>
  );
}

function Sign({ label, run, children }: { label: string; run: () => void; children: ReactNode }) {
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        aria-label={label.replace(/ \(.*\)$/, "")}
        onClick={run}
      >
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
