import { IconAlertTriangle } from "@tabler/icons-react";
import { Notice } from "../../shared/Notice";

/** A room that could not be drawn. */
export function RoomFailed({ message }: { message: string }) {
  return (
    <Notice
      icon={<IconAlertTriangle size={32} stroke={1.5} />}
      title="This page could not be shown"
      action={{
        label: "Go to Clients",
        run: () => {
          window.location.hash = "#/clients";
          window.location.reload();
        },
      }}
      urgent
    >
      <p>{message}</p>
      <p>What is on this machine was kept.</p>
    </Notice>
  );
}
