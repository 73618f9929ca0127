// Loaded before the service by `npm run bench -- --soak`: on each message it collects what can be, and says what is left.
process.on('message', () => {
  globalThis.gc();
  process.send(process.memoryUsage());
});
