// The rooms there are, in the order of the rail. What waits is on the rail only when
// something does.

import { IconHourglass, IconSettings, IconUsers } from "@tabler/icons-react";

export const ROOMS = [
  { to: "/clients", label: "Clients", icon: IconUsers, keys: "g c" },
  { to: "/waiting", label: "What waits", icon: IconHourglass, keys: "g w" },
  { to: "/settings", label: "Settings", icon: IconSettings, keys: "g s" },
] as const;
