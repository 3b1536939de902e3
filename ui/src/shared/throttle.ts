// Runs a function at once, then at most once in each span of time, the last call never lost.

export type Throttled = { call: () => void; stop: () => void };

export function throttle(run: () => void, spanMs: number): Throttled {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let again = false;

  function start(): void {
    run();
    timer = setTimeout(() => {
      timer = undefined;
      if (!again) return;
      again = false;
      start();
    }, spanMs);
  }

  return {
    call() {
      if (timer === undefined) start();
      else again = true;
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
      again = false;
    },
  };
}
