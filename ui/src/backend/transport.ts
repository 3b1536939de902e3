// The two things the interface needs from whatever carries its calls.

import type { Changed } from "../bindings/Changed";
import type { Dragging } from "../bindings/Dragging";
import type { Opening } from "../bindings/Opening";
import type { SyncStatus } from "../bindings/SyncStatus";
import type { UploadProgress } from "../bindings/UploadProgress";

export type Events = {
  changed: Changed;
  sync: SyncStatus;
  account: Opening;
  upload_progress: UploadProgress;
  dragging: Dragging;
  /** Why files that were dropped are not in the tray. */
  not_taken: string;
};

export type Stop = () => void;

export type Transport = {
  /** Rejects with a `BackendError` only. */
  call<Answer>(command: string, args: Record<string, unknown>): Promise<Answer>;
  /** `begin` is called whenever events begin to arrive: what happened before is not told. */
  listen<Name extends keyof Events>(
    name: Name,
    hear: (payload: Events[Name]) => void,
    begin?: () => void,
  ): Stop;
};
