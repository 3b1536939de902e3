// What is known of a client, in groups.

import type { DetailGroup } from "../../bindings/DetailGroup";
import { DetailGroups } from "../../shared/DetailGroups";
import classes from "./Overview.module.css";

export function Overview({ groups }: { groups: DetailGroup[] }) {
  if (groups.every(({ details }) => details.length === 0)) {
    return <p className={classes.nothing}>The server has no details of this client.</p>;
  }
  return <DetailGroups groups={groups} />;
}
