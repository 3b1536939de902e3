import { memo } from "react";
import type { DocumentRow } from "../../bindings/DocumentRow";
import { documentWords } from "../../shared/documentTypes";
import { formatBytes } from "../../shared/formats";
import { Time } from "../../shared/Time";
import { MarkWord } from "../waiting/MarkWord";
import classes from "./DocumentGrid.module.css";
import { numbersOf } from "./numbers";
import { Thumbnail } from "./Thumbnail";

type DocumentCellProps = {
  id: string;
  document: DocumentRow;
  isCursor: boolean;
  asCard: boolean;
  open: (document: DocumentRow) => void;
};

export const DocumentCell = memo(function DocumentCell(props: DocumentCellProps) {
  const { id, document, isCursor, asCard, open } = props;
  const Shown = asCard ? Card : Line;
  return (
    // The grid holds the focus and names this cell; the room's keys act on it.
    <div
      role="gridcell"
      id={id}
      aria-selected={isCursor}
      className={`${classes.cell} ${asCard ? classes.card : classes.line}`}
      onClick={() => open(document)}
    >
      <Shown document={document} />
    </div>
  );
});

type ShownProps = { document: DocumentRow };

function Card({ document }: ShownProps) {
  return (
    <>
      <span className={classes.picture}>
        <Thumbnail numbers={numbersOf(document)} kind={document.kind} size={40} />
        <span className={classes.file}>
          {document.extension.toUpperCase()} {sizeOf(document)}
        </span>
      </span>
      <span className={classes.name} title={document.name}>
        {document.name}
      </span>
      <Words document={document} />
      {document.mark === "saved" ? (
        <span className={classes.quiet}>
          <span className={classes.author} title={document.author}>
            {document.author}
          </span>
          <Time at={document.added_at} />
        </span>
      ) : (
        <Stands document={document} />
      )}
    </>
  );
}

function Line({ document }: ShownProps) {
  return (
    <>
      <span className={classes.picture}>
        <Thumbnail numbers={numbersOf(document)} kind={document.kind} size={18} />
      </span>
      <span className={classes.name} title={document.name}>
        {document.name}
      </span>
      <Words document={document} />
      <span className={classes.file}>
        {document.extension.toUpperCase()} {sizeOf(document)}
      </span>
      {document.mark === "saved" ? (
        <span className={classes.author} title={document.author}>
          {document.author}
        </span>
      ) : (
        <Stands document={document} />
      )}
      <span className={classes.when}>
        <Time at={document.added_at} />
      </span>
    </>
  );
}

function Words({ document }: ShownProps) {
  const words = documentWords(document.doc_type, document.subtype) || "Without a type";
  return (
    <span className={classes.words} title={words}>
      {words}
    </span>
  );
}

/** Where it stands while the server does not have it, and why. */
function Stands({ document }: ShownProps) {
  return (
    <span className={classes.stands} title={document.reason ?? undefined}>
      <MarkWord mark={document.mark} />
      {document.reason !== null && <span className={classes.reason}>{document.reason}</span>}
    </span>
  );
}

function sizeOf({ size }: DocumentRow): string {
  return size === null ? "" : formatBytes(size);
}
