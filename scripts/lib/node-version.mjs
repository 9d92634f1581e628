/** Imported first by every script: an old Node gets one sentence instead of a stack trace. */
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `Conclave needs Node 20.19 or newer, this is ${process.versions.node}: install a newer Node and run the command again.`,
  );
  process.exit(1);
}
