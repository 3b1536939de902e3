// Each bureau's report in short, and what else it says on demand.

import { Popover, UnstyledButton } from "@mantine/core";
import {
  IconArrowDown,
  IconArrowUp,
  IconClock,
  IconMessageReport,
  IconSnowflake,
} from "@tabler/icons-react";
import type { BureauHead } from "../../bindings/BureauHead";
import type { ReportView } from "../../bindings/ReportView";
import { BureauMark } from "../../shared/BureauMark";
import { BUREAUS, type BureauWords } from "../../shared/bureaus";
import { countOf, daysBetween, inUsForm } from "../../shared/formats";
import classes from "./BureauHeads.module.css";

export function BureauHeads({ view }: { view: ReportView }) {
  return (
    <div className={classes.heads}>
      {BUREAUS.map((bureau, at) => (
        <section key={bureau.id} className={classes.head} aria-label={bureau.name}>
          <div className={classes.line}>
            <BureauMark bureau={bureau} />
            <span className={classes.name} aria-hidden>
              {bureau.name}
            </span>
            <Score head={view.comparison.bureaus[at] ?? null} />
          </div>
          <HeadBody
            head={view.comparison.bureaus[at] ?? null}
            bureau={bureau}
            asOf={view.as_of}
            onItsWay={view.on_their_way.includes(bureau.id)}
          />
        </section>
      ))}
    </div>
  );
}

type HeadBodyProps = {
  head: BureauHead | null;
  bureau: BureauWords;
  asOf: string;
  onItsWay: boolean;
};

function HeadBody({ head, bureau, asOf, onItsWay }: HeadBodyProps) {
  const coming = onItsWay && (
    <span className={classes.coming}>
      <IconClock size={14} stroke={1.5} aria-hidden />
      {head === null ? "On its way" : "Newer one on its way"}
    </span>
  );
  if (head === null) {
    return <p className={classes.none}>{onItsWay ? coming : "No report"}</p>;
  }
  const older = daysBetween(head.report_date, asOf);
  return (
    <div className={classes.facts}>
      <span>
        {inUsForm(head.report_date)}
        {older > 0 && (
          <span className={classes.older}> · {countOf(older, "day", "days")} older</span>
        )}
      </span>
      <span>{countOf(head.accounts, "account", "accounts")}</span>
      <span className={head.negative > 0 ? classes.negative : undefined}>
        {head.negative} negative
      </span>
      {head.frozen && (
        <span className={classes.frozen}>
          <IconSnowflake size={14} stroke={1.5} aria-hidden />
          Frozen
        </span>
      )}
      {coming}
      <More head={head} bureau={bureau} />
    </div>
  );
}

function Score({ head }: { head: BureauHead | null }) {
  if (head === null) return null;
  if (head.score === null) return <span className={classes.noScore}>No score</span>;
  const step = head.score_before === null ? null : head.score - head.score_before;
  return (
    <span className={classes.score} title={head.score_model ?? undefined}>
      <span className="heard-only">Score </span>
      {head.score}
      {step !== null && <ScoreStep step={step} />}
    </span>
  );
}

function ScoreStep({ step }: { step: number }) {
  if (step === 0) return <span className={classes.step}>unchanged</span>;
  const Arrow = step > 0 ? IconArrowUp : IconArrowDown;
  return (
    <span className={classes.step} data-way={step > 0 ? "up" : "down"}>
      <Arrow size={14} stroke={1.5} aria-hidden />
      <span className={classes.stepText}>{step > 0 ? `up ${step}` : `down ${-step}`}</span>
    </span>
  );
}

/** Alerts and statements, what weighs on the score, and the report's number. */
function More({ head, bureau }: { head: BureauHead; bureau: BureauWords }) {
  const { notices, score_factors: factors, score_model: model, confirmation_number } = head;
  if (notices.length + factors.length === 0 && model === null && confirmation_number === null) {
    return null;
  }
  const label = notices.length > 0 ? countOf(notices.length, "notice", "notices") : "More";
  return (
    <Popover position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.more}
          data-notices={notices.length > 0}
          aria-label={`${label} from ${bureau.name}`}
        >
          {notices.length > 0 && <IconMessageReport size={14} stroke={1.5} aria-hidden />}
          {label}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={`More from ${bureau.name}`}>
        <div className={classes.told} tabIndex={-1} data-autofocus data-selectable>
          <Sentences title="Notices" sentences={notices} />
          <Sentences title="What weighs on the score" sentences={factors} />
          {model !== null && <p className={classes.small}>Score: {model}</p>}
          {confirmation_number !== null && (
            <p className={classes.small}>Report number {confirmation_number}</p>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

function Sentences({ title, sentences }: { title: string; sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <>
      <h3 className={classes.title}>{title}</h3>
      <ul className={classes.sentences}>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
