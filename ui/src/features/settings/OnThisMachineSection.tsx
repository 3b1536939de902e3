import { Button } from "@mantine/core";
import type { OnThisMachine } from "../../bindings/OnThisMachine";
import { formatBytes, formatCount } from "../../shared/formats";
import { Waiting } from "../../shared/Waiting";
import { Facts } from "./Facts";
import classes from "./SettingsPage.module.css";
import { useOnThisMachine } from "./useOnThisMachine";

export function OnThisMachineSection() {
  const { data, error, refetch, isFetching } = useOnThisMachine();
  return (
    <section aria-labelledby="settings-machine">
      <h2 id="settings-machine">What is on this machine</h2>
      {data !== undefined && <Facts facts={machineFacts(data)} />}
      {data === undefined && error === null && <Waiting label="Reading sizes" lines={5} />}
      {data === undefined && error !== null && (
        <div className={classes.line} role="alert">
          <div>
            <p>This could not be read. {error.message}</p>
            <p>What is on this machine was kept.</p>
          </div>
          <Button variant="default" onClick={() => void refetch()} loading={isFetching}>
            Try again
          </Button>
        </div>
      )}
    </section>
  );
}

function machineFacts(here: OnThisMachine): (readonly [string, string])[] {
  return [
    ["Clients", formatCount(here.clients)],
    ["Copy of the server", `${formatBytes(here.cache_bytes)}, encrypted`],
    ["Your own work", `${formatBytes(here.work_bytes)}, encrypted`],
    ["Folder", here.folder],
    ...(here.office_folder === null ? [] : [["Practice office", here.office_folder] as const]),
    ["Keys", here.keychain],
  ];
}
