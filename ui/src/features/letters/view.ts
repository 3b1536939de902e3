import { createStore } from "../../shared/store";

/** Whether the windows of an envelope are drawn over the page; kept from letter to letter. */
export const windowsShown = createStore(false);
