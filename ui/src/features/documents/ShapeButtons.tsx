import { ActionIcon, Tooltip } from "@mantine/core";
import { IconLayoutGrid, IconList } from "@tabler/icons-react";
import { useStore } from "../../shared/store";
import classes from "./Documents.module.css";
import { type Shape, shape } from "./view";

const SHAPES: readonly { id: Shape; label: string; icon: typeof IconList }[] = [
  { id: "cards", label: "As cards", icon: IconLayoutGrid },
  { id: "lines", label: "As a list", icon: IconList },
];

/** Cards or lines. */
export function ShapeButtons() {
  const now = useStore(shape);
  return (
    <fieldset className={classes.shapes}>
      <legend className="heard-only">Shape</legend>
      {SHAPES.map(({ id, label, icon: Icon }) => (
        <Tooltip key={id} label={`${label} (V)`}>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={28}
            className={classes.shape}
            aria-label={label}
            aria-pressed={now === id}
            onClick={() => shape.set(id)}
          >
            <Icon size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      ))}
    </fieldset>
  );
}
