// The way to take a client on, in the head of the list.

import { ActionIcon, Button, Tooltip } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useOpenNewClient } from "./newClient";

export function AddClient({ narrow }: { narrow: boolean }) {
  const open = useOpenNewClient();
  const icon = <IconUserPlus size={narrow ? 18 : 16} stroke={1.5} aria-hidden />;
  return (
    <Tooltip label="New client (Shift A)">
      {narrow ? (
        <ActionIcon variant="subtle" color="gray" size={32} aria-label="New client" onClick={open}>
          {icon}
        </ActionIcon>
      ) : (
        <Button variant="default" leftSection={icon} onClick={open}>
          New client
        </Button>
      )}
    </Tooltip>
  );
}
