// The Clients room: the list at left, the open client at right.

import { useMediaQuery } from "@mantine/hooks";
import { Outlet, useNavigate, useParams } from "@tanstack/react-router";
import { useCallback } from "react";
import { useStore } from "../../shared/store";
import { useTitle } from "../../shared/useTitle";
import { useRoomKeys } from "../shortcuts/registry";
import { ClientList } from "./ClientList";
import classes from "./ClientsPage.module.css";
import { clientKeys } from "./keys";
import { listHidden } from "./view";

export default function ClientsPage() {
  useTitle("Clients");
  const { id } = useParams({ strict: false });
  const navigate = useNavigate();
  // At 200 % there is room for one of the two.
  const small = useMediaQuery("(max-width: 800px)", false, { getInitialValueInEffect: false });
  const hidden = useStore(listHidden) || small === true;
  const isOpen = id !== undefined;
  const open = useCallback(
    (client: number) => void navigate({ to: "/clients/$id", params: { id: client } }),
    [navigate],
  );
  const close = useCallback(() => {
    listHidden.set(false);
    void navigate({ to: "/clients" });
  }, [navigate]);

  return (
    <div className={classes.room} data-split={isOpen && !hidden}>
      <h1 className="heard-only">Clients</h1>
      {!(isOpen && hidden) && <ClientList openId={id ?? null} open={open} close={close} />}
      {isOpen && (
        <section className={classes.work} aria-label="Client">
          <OpenClientKeys close={close} />
          <Outlet />
        </section>
      )}
    </div>
  );
}

function OpenClientKeys({ close }: { close: () => void }) {
  useRoomKeys(clientKeys, { list: () => listHidden.set((hidden) => !hidden), close });
  return null;
}
