// A small picture of a document, or the sign of its kind where there is none.

import { IconFile, IconFileTypeDoc, IconFileTypePdf, IconPhoto } from "@tabler/icons-react";
import { useState } from "react";
import type { DocumentNumbers } from "../../backend";
import type { DocumentKind } from "../../bindings/DocumentKind";
import classes from "./Thumbnail.module.css";
import { useThumbnail } from "./useDocuments";

const SIGNS: Record<DocumentKind, typeof IconFile> = {
  image: IconPhoto,
  pdf: IconFileTypePdf,
  word: IconFileTypeDoc,
  other: IconFile,
};

type ThumbnailProps = {
  numbers: DocumentNumbers;
  kind: DocumentKind | null;
  /** Of the sign, in pixels. */
  size: number;
};

export function Thumbnail({ numbers, kind, size }: ThumbnailProps) {
  const drawn = kind === "image" || kind === "pdf";
  const picture = useThumbnail(numbers, drawn);
  const [lying, setLying] = useState(false);
  const Sign = SIGNS[kind ?? "other"];
  return (
    <span className={classes.place} aria-hidden>
      {picture === null ? (
        <Sign size={size} stroke={1.25} />
      ) : (
        <img
          className={classes.picture}
          data-lying={lying}
          src={picture}
          alt=""
          draggable={false}
          onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
            setLying(naturalWidth > naturalHeight)
          }
        />
      )}
    </span>
  );
}
