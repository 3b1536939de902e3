// The rooms there are, in the order of the rail.

import { IconSettings, IconUsers } from "@tabler/icons-react";

export const ROOMS = [
  { to: "/clients", label: "Clients", icon: IconUsers, keys: "g c" },
  { to: "/settings", label: "Settings", icon: IconSettings, keys: "g s" },
] as const;
