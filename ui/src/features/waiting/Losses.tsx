// Saved work that was found missing: said once, until the agent has read it.

import { Button } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { waitingSeeLosses } from "../../backend";
import type { Loss } from "../../bindings/Loss";
import type { Waiting } from "../../bindings/Waiting";
import { keys, settleWrites, WRITE } from "../../queries";
import { countOf, exactTime } from "../../shared/formats";
import { tellFailed } from "../../shared/tell";
import classes from "./Losses.module.css";

export function Losses({ losses }: { losses: Loss[] }) {
  const client = useQueryClient();
  const read = useMutation({
    mutationKey: WRITE,
    mutationFn: waitingSeeLosses,
    onSuccess: () =>
      client.setQueryData<Waiting>(
        keys.waiting,
        (waiting) => waiting && { ...waiting, losses: [] },
      ),
    onError: (error) => tellFailed("This is still marked as unread.", error.message),
    onSettled: () => settleWrites(client),
  });
  if (losses.length === 0) return null;
  return (
    <section className={classes.losses} role="alert" aria-label="Saved work is missing">
      <IconAlertTriangle className={classes.mark} size={18} stroke={1.5} aria-hidden />
      <div className={classes.story} data-selectable>
        {losses.map(({ found_at, steps }) => (
          <p key={found_at}>
            On {exactTime(found_at)} this machine’s file was found with{" "}
            {countOf(steps, "saved step", "saved steps")} missing.
          </p>
        ))}
        <p>
          Something outside Redress changed or removed a part of it. What you saved shortly before
          may be gone: look at the clients you worked on last, and do again what is not there.
        </p>
      </div>
      <Button variant="default" onClick={() => read.mutate()} loading={read.isPending}>
        I have read this
      </Button>
    </section>
  );
}
