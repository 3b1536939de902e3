// Taking a client on, in an account with an office.

import { IconUserOff } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { Notice } from "../../shared/Notice";
import { useTitle } from "../../shared/useTitle";
import { hasOffice, useOpenAccount } from "../frame/account";
import classes from "./NewClient.module.css";
import { NewClientForm } from "./NewClientForm";

export default function NewClientPage() {
  useTitle("New client");
  const account = useOpenAccount();
  const navigate = useNavigate();
  if (hasOffice(account)) return <NewClientForm key={account.id} accountId={account.id} />;
  return (
    <div className={classes.notice}>
      <Notice
        icon={<IconUserOff size={32} stroke={1.5} />}
        title="New clients are added at the portal"
        action={{ label: "Back to the list", run: () => void navigate({ to: "/clients" }) }}
      >
        Once they are there, they appear here after the next sync.
      </Notice>
    </div>
  );
}
