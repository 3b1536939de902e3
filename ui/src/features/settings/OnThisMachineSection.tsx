import { Button } from "@mantine/core";
import type { AccountKind } from "../../bindings/AccountKind";
import type { OnThisMachine } from "../../bindings/OnThisMachine";
import { formatBytes, formatCount } from "../../shared/formats";
import { Waiting } from "../../shared/Waiting";
import { useOpenAccount } from "../frame/account";
import { Facts } from "./Facts";
import classes from "./SettingsPage.module.css";
import { useOnThisMachine } from "./useOnThisMachine";

export function OnThisMachineSection() {
  const { kind } = useOpenAccount();
  const { data, error, refetch, isFetching } = useOnThisMachine();
  return (
    <section aria-labelledby="settings-machine">
      <h2 id="settings-machine">What is on this machine</h2>
      {data !== undefined && <Facts facts={machineFacts(data, kind)} />}
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

function machineFacts(here: OnThisMachine, kind: AccountKind): (readonly [string, string])[] {
  const own = kind === "office";
  const office = own ? "Office" : "Practice office";
  return [
    ["Clients", formatCount(here.clients)],
    [
      own ? "Copy of the office" : "Copy of the server",
      `${formatBytes(here.cache_bytes)}, encrypted`,
    ],
    ["Your own work", `${formatBytes(here.work_bytes)}, encrypted`],
    ["Folder", here.folder],
    ...(here.office_folder === null ? [] : [[office, here.office_folder] as const]),
    ["Keys", here.keychain],
  ];
}
