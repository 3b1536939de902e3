// Calls and events through the desktop shell.

import { invoke } from "@tauri-apps/api/core";
import { listen } from "@tauri-apps/api/event";
import { toBackendError } from "./error";
import type { Transport } from "./transport";

export const tauri: Transport = {
  async call<Answer>(command: string, args: Record<string, unknown>): Promise<Answer> {
    try {
      return await invoke<Answer>(command, args);
    } catch (thrown) {
      throw toBackendError(thrown);
    }
  },

  listen(name, hear, begin) {
    let stopped = false;
    const listening = listen<Parameters<typeof hear>[0]>(name, (event) => hear(event.payload));
    void listening.then(() => stopped || begin?.());
    return () => {
      stopped = true;
      void listening.then((stop) => stop());
    };
  },
};
