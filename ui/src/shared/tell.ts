import { notifications } from "@mantine/notifications";

const closeButtonProps = { "aria-label": "Close this message" };

/** Says that something was done; goes away by itself. */
export function tellDone(message: string): void {
  notifications.show({ message, autoClose: 2500, closeButtonProps });
}

/** Says that something was not done, and why. */
export function tellFailed(title: string, message: string): void {
  notifications.show({ title, message, color: "red", autoClose: 10_000, closeButtonProps });
}
