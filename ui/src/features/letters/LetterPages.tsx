// The letter as it will be sent, its pages below one another.

import { Button } from "@mantine/core";
import { IconFileOff } from "@tabler/icons-react";
import { Fragment, type RefObject, useLayoutEffect, useState } from "react";
import { Notice } from "../../shared/Notice";
import { useStore } from "../../shared/store";
import { envelopeWindows, type Part, SHEET } from "./envelope";
import classes from "./LetterPages.module.css";
import type { OpenLetter } from "./session";
import { type Sheet, useSheets } from "./useSheets";
import { windowsShown } from "./view";

/** Around the pages. */
const EDGE = 24;

type LetterPagesProps = { pane: RefObject<HTMLElement | null>; letter: OpenLetter };

export function LetterPages({ pane, letter }: LetterPagesProps) {
  const { sheets, problem } = useSheets(letter.viewing?.url ?? null, useRoomFor(pane));
  const withWindows = useStore(windowsShown);
  const older = letter.page.viewing === null && sheets !== null;
  return (
    <section
      ref={pane}
      className={classes.pane}
      aria-label="The letter as it will be sent"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is scrolled by keys too
      tabIndex={0}
    >
      <Remarks letter={letter} />
      {older && <p className={classes.older}>The page as it was before the last changes.</p>}
      {problem !== null && (
        <p className={classes.older} role="status">
          The page could not be shown. {problem} The letter itself is saved.
        </p>
      )}
      {sheets === null && problem === null && letter.viewing !== null && (
        <p className={classes.reading} role="status">
          Setting the page
        </p>
      )}
      {letter.viewing === null && (
        <Notice icon={<IconFileOff size={32} stroke={1.5} />} title="There is no page yet">
          It is set once the letter can be read as one.
        </Notice>
      )}
      {sheets !== null && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={classes.toggle}
          aria-pressed={withWindows}
          title="What the windows of a #10 envelope show: dashed, however the sheet lies in it (E)"
          onClick={() => windowsShown.set((now) => !now)}
        >
          Envelope windows
        </Button>
      )}
      {sheets?.map((sheet, at) => (
        <SheetView
          // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its place
          key={at}
          sheet={sheet}
          label={`Page ${at + 1} of ${sheets.length}`}
          withWindows={withWindows && at === 0}
        />
      ))}
    </section>
  );
}

/** How wide a page can be. */
function useRoomFor(pane: RefObject<HTMLElement | null>): number | null {
  const [room, setRoom] = useState<number | null>(null);
  useLayoutEffect(() => {
    const { current } = pane;
    if (current === null) return;
    const measure = () => setRoom(Math.max(1, current.clientWidth - 2 * EDGE));
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(current);
    return () => watch.disconnect();
  }, [pane]);
  return room;
}

/** What keeps the letter from going, and below it what is worth another look. */
function Remarks({ letter: { page } }: { letter: OpenLetter }) {
  return (
    <div className={classes.remarks} role="status">
      {page.refusals.length > 0 && (
        <section className={classes.refusals} aria-label="Before it can go">
          <h4>Before it can go</h4>
          <ul>
            {page.refusals.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
      {page.doubts.length > 0 && (
        <section className={classes.doubts} aria-label="Worth another look">
          <h4>Worth another look</h4>
          <ul>
            {page.doubts.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

type SheetViewProps = { sheet: Sheet; label: string; withWindows: boolean };

function SheetView({ sheet, label, withWindows }: SheetViewProps) {
  return (
    <div className={classes.sheet} style={sheet.size}>
      <div
        role="img"
        aria-label={label}
        ref={(place) => {
          place?.replaceChildren(sheet.canvas);
        }}
      />
      {withWindows && <EnvelopeWindows />}
    </div>
  );
}

function EnvelopeWindows() {
  return envelopeWindows().map(({ label, always, ever }) => (
    <Fragment key={label}>
      <div className={classes.ever} style={placed(ever)}>
        <span>{label}</span>
      </div>
      <div className={classes.always} style={placed(always)} />
    </Fragment>
  ));
}

/** What would lie beside the sheet is cut off. */
function placed({ x, y, width, height }: Part) {
  const left = Math.max(0, x);
  const share = (inches: number, of: number) => `${(inches / of) * 100}%`;
  return {
    left: share(left, SHEET.width),
    top: share(y, SHEET.height),
    width: share(x + width - left, SHEET.width),
    height: share(height, SHEET.height),
  };
}
