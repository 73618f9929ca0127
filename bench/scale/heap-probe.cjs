// Loaded before the service by `npm run bench -- --soak` and its like: on each message it collects what can be, and says what is left.
process.on('message', () => {
  globalThis.gc();
  process.send({ ...process.memoryUsage(), activeResources: process.getActiveResourcesInfo().length });
});
