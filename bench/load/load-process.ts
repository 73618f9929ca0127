import type { Load } from './load';
import { runLoad } from './run-load';

/** The loader, in a process of its own so that its cost is not the service's: a load comes as a message, its result goes back as one. */
process.on('message', (load: Load) => {
  void runLoad(load).then((result) => process.send?.(result));
});
process.on('disconnect', () => process.exit());
