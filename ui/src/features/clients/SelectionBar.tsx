import { Button } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import { formatCount } from "../../shared/formats";
import classes from "./SelectionBar.module.css";
import { clearSelection } from "./view";

type SelectionBarProps = { count: number; copyNames: () => void };

export function SelectionBar({ count, copyNames }: SelectionBarProps) {
  return (
    <section className={classes.bar} aria-label="Selected clients">
      <span className={classes.count} role="status">
        {formatCount(count)} selected
      </span>
      <Button
        variant="subtle"
        leftSection={<IconCopy size={16} stroke={1.5} aria-hidden />}
        onClick={copyNames}
      >
        Copy names
      </Button>
      <Button variant="subtle" color="gray" onClick={clearSelection}>
        Clear
      </Button>
    </section>
  );
}
