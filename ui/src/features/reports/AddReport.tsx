// The way to add a report to a client's, by a button and by a key.

import { Button, Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useRoomKeys } from "../shortcuts/registry";
import { addReportKeys } from "./keys";
import type { Adding } from "./useAddReport";

export function AddReport({ adding }: { adding: Adding }) {
  return (
    <Tooltip label="Add a report from a file (U)">
      <Button
        variant="default"
        leftSection={<IconPlus size={16} stroke={1.5} aria-hidden />}
        loading={adding.busy}
        onClick={adding.run}
      >
        Add a report…
      </Button>
    </Tooltip>
  );
}

export function AddReportKey({ adding }: { adding: Adding }) {
  useRoomKeys(addReportKeys, { add: adding.run });
  return null;
}
