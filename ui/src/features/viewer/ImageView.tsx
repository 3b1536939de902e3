import { useEffect, useState } from "react";
import type { Viewing } from "../../bindings/Viewing";
import { NotShown } from "./NotShown";
import { useKeepMiddle } from "./useKeepMiddle";
import type { View } from "./useView";
import classes from "./Viewer.module.css";
import { fitImage, type Size, turnedSize } from "./zoom";

type ImageViewProps = { viewing: Viewing; view: View; again: () => void; saveCopy: () => void };

export function ImageView({ viewing, view, again, saveCopy }: ImageViewProps) {
  const [natural, setNatural] = useState<Size | null>(null);
  const [failed, setFailed] = useState(false);
  const { space, chosen, turn, draws } = view;

  const lying = natural === null ? null : turnedSize(natural, turn);
  const scale = lying === null || space === null ? null : (chosen ?? fitImage(lying, space));
  useKeepMiddle(view.room, scale);
  useEffect(() => {
    if (scale !== null) draws(scale);
  }, [scale, draws]);

  if (failed) {
    return (
      <NotShown
        title="The image could not be shown"
        why="It may have been open for too long, or be damaged. A copy of it can be saved."
        action={
          natural === null
            ? { label: "Save a copy…", run: saveCopy }
            : { label: "Try again", run: again }
        }
      />
    );
  }
  return (
    <div
      className={classes.image}
      style={
        lying === null || scale === null
          ? { visibility: "hidden" }
          : { width: lying.width * scale, height: lying.height * scale }
      }
    >
      <img
        src={viewing.url}
        alt={viewing.name}
        draggable={false}
        style={
          natural === null || scale === null
            ? undefined
            : {
                width: natural.width * scale,
                height: natural.height * scale,
                transform: `translate(-50%, -50%) rotate(${turn}deg)`,
              }
        }
        onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
          setNatural({ width: naturalWidth || 1, height: naturalHeight || 1 })
        }
        onError={() => setFailed(true)}
      />
    </div>
  );
}
