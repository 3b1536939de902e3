// Details in groups: a name, a value, and the value on the clipboard.

import { ActionIcon, Tooltip } from "@mantine/core";
import { IconCopy } from "@tabler/icons-react";
import type { Detail } from "../bindings/Detail";
import type { DetailGroup } from "../bindings/DetailGroup";
import classes from "./DetailGroups.module.css";
import { inUsForm } from "./formats";
import { useCopy } from "./useCopy";

/** As many columns as the container has room for; groups without details are left out. */
export function DetailGroups({ groups }: { groups: DetailGroup[] }) {
  return (
    <div className={classes.groups}>
      {groups
        .filter(({ details }) => details.length > 0)
        .map(({ title, details }) => (
          <section key={title} className={classes.group} aria-label={title}>
            <h3 className={classes.title}>{title}</h3>
            <dl className={classes.details}>
              {details.map((detail) => (
                <DetailLine key={detail.label} detail={detail} />
              ))}
            </dl>
          </section>
        ))}
    </div>
  );
}

function DetailLine({ detail }: { detail: Detail }) {
  const copy = useCopy();
  const { label } = detail;
  const value = inUsForm(detail.value);
  const canCopy = value !== "" && !value.includes("•");
  return (
    <div className={classes.detail}>
      <dt>{label}</dt>
      <dd>
        <span data-selectable className={classes.value}>
          {value === "" ? "–" : value}
        </span>
        {canCopy && (
          <Tooltip label="Copy">
            <ActionIcon
              className={classes.copy}
              variant="subtle"
              color="gray"
              size={24}
              aria-label={`Copy: ${label}`}
              onClick={() => void copy(value, label)}
            >
              <IconCopy size={14} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        )}
      </dd>
    </div>
  );
}
