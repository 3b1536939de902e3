import { Alert } from "@mantine/core";

/** What went wrong with all of a form, above it; nothing while nothing did. */
export function Problem({ message }: { message: string | null }) {
  if (message === null) return null;
  return (
    <Alert color="red" variant="light" role="alert" p="sm">
      <span data-selectable>{message}</span>
    </Alert>
  );
}
