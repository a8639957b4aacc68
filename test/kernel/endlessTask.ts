import { defineTask } from "../../lib/numeric/workers";

/** A task that never ends by itself. */
export const endlessTask = defineTask("test/kernel/endlessTask", "endlessTask", (_: number) => {
  for (;;);
});
