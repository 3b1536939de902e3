import { Tooltip } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useWaitingWord } from "../waiting/useWaitingWord";
import classes from "./Rail.module.css";
import { ROOMS } from "./rooms";

export function Rail() {
  const nothingWaits = useWaitingWord() === null;
  const rooms = ROOMS.filter(({ to }) => to !== "/waiting" || !nothingWaits);
  return (
    <nav className={classes.rail} aria-label="Rooms">
      <img className={classes.brand} src="/redress.svg" alt="" width={24} height={24} />
      {rooms.map(({ to, label, icon: Icon }) => (
        <Tooltip key={to} label={label} position="right" classNames={{ tooltip: classes.hint }}>
          <Link to={to} className={classes.room} activeProps={{ "data-active": true }}>
            <Icon size={18} stroke={1.5} aria-hidden />
            <span className={classes.label}>{label}</span>
          </Link>
        </Tooltip>
      ))}
    </nav>
  );
}
