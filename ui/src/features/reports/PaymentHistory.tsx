// A payment history: a letter a month, in colours, bureau under bureau.

import { IconEqualNot } from "@tabler/icons-react";
import { useMemo } from "react";
import type { HistoryGrid } from "../../bindings/HistoryGrid";
import type { Letter } from "../../bindings/Letter";
import { BureauMark } from "../../shared/BureauMark";
import { BUREAUS } from "../../shared/bureaus";
import { countOf, formatMonth } from "../../shared/formats";
import {
  FIRST_MONTHS,
  letterAt,
  lettersIn,
  type Month,
  monthInWords,
  type Stretch,
  stretchesOf,
} from "./months";
import classes from "./PaymentHistory.module.css";

type PaymentHistoryProps = {
  grid: HistoryGrid;
  letters: readonly Letter[];
  all: boolean;
  setAll: (all: boolean) => void;
};

export function PaymentHistory({ grid, letters, all, setAll }: PaymentHistoryProps) {
  const meanings = useMemo(() => new Map(letters.map((one) => [one.letter, one])), [letters]);
  const stretches = useMemo(() => stretchesOf(grid, all), [grid, all]);
  const differing = grid.differing.length;
  return (
    <section className={classes.history} aria-label="Payment history">
      <div className={classes.head}>
        <h4 className={classes.title}>Payment history</h4>
        {differing > 0 && (
          <span className={classes.differing}>
            <IconEqualNot size={14} stroke={1.5} aria-hidden />
            {countOf(differing, "month differs", "months differ")}
          </span>
        )}
        {grid.months.length > FIRST_MONTHS && (
          <button
            type="button"
            className={classes.more}
            aria-pressed={all}
            onClick={() => setAll(!all)}
          >
            {all ? `The last ${FIRST_MONTHS} months` : `All ${grid.months.length} months`}
          </button>
        )}
      </div>
      <div className={classes.stretches}>
        {stretches.map((stretch) => (
          <StretchTable
            key={stretch.months[0]?.iso}
            stretch={stretch}
            grid={grid}
            meanings={meanings}
          />
        ))}
      </div>
      <ul className={classes.legend} aria-label="What the letters say">
        {lettersIn(grid, all, letters).map(({ letter, meaning, severity }) => (
          <li key={letter} className={classes.said}>
            <span className={classes.swatch} data-severity={severity}>
              {letter}
            </span>
            {meaning}
          </li>
        ))}
      </ul>
    </section>
  );
}

type StretchTableProps = {
  stretch: Stretch;
  grid: HistoryGrid;
  meanings: ReadonlyMap<string, Letter>;
};

function StretchTable({ stretch, grid, meanings }: StretchTableProps) {
  const { months, years } = stretch;
  const from = formatMonth(months.at(-1)?.iso ?? "");
  const to = formatMonth(months[0]?.iso ?? "");
  return (
    <table className={classes.stretch} aria-label={`${from} to ${to}`}>
      <colgroup>
        <col className={classes.bureau} />
        <col span={12} />
      </colgroup>
      <thead>
        <tr aria-hidden>
          <td />
          {years.map(({ year, months: span }) => (
            <td key={year} colSpan={span} className={classes.year}>
              {year}
            </td>
          ))}
          <Rest months={months.length} />
        </tr>
        <tr>
          <td />
          {months.map((month) => (
            <MonthHead key={month.iso} month={month} />
          ))}
          <Rest months={months.length} />
        </tr>
      </thead>
      <tbody>
        {BUREAUS.map((bureau, at) => (
          <tr key={bureau.id}>
            <th scope="row">
              <BureauMark bureau={bureau} />
            </th>
            {months.map((month) => (
              <MonthCell
                key={month.iso}
                month={month}
                letter={letterAt(grid, at, month.place)}
                bureau={at}
                meanings={meanings}
              />
            ))}
            <Rest months={months.length} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Keeps the cells of a short stretch as wide as those of a whole one. */
function Rest({ months }: { months: number }) {
  return months < 12 ? <td colSpan={12 - months} aria-hidden /> : null;
}

function MonthHead({ month }: { month: Month }) {
  return (
    <th scope="col" data-differs={month.differs} title={formatMonth(month.iso)}>
      <span aria-hidden>{month.initial}</span>
      <span className="heard-only">
        {formatMonth(month.iso)}
        {month.differs && ", bureaus differ"}
      </span>
    </th>
  );
}

type MonthCellProps = {
  month: Month;
  letter: string | null;
  bureau: number;
  meanings: ReadonlyMap<string, Letter>;
};

function MonthCell({ month, letter, bureau, meanings }: MonthCellProps) {
  const words = monthInWords(month, bureau, letter, meanings);
  const severity = letter === null ? "none" : (meanings.get(letter)?.severity ?? "no_data");
  return (
    <td className={classes.month} data-differs={month.differs} title={words} aria-label={words}>
      <span className={classes.cell} data-severity={severity}>
        {letter}
      </span>
    </td>
  );
}
