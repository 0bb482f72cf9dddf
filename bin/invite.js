#!/usr/bin/env node
// Starts the built program; where there is none, says how to build it.
try {
  await import('../dist/cli/main.js');
} catch (error) {
  if (error?.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('invite: not built yet. Run `npm ci` in this folder first, then try again.');
  console.error('invite: noch nicht gebaut. Bitte zuerst `npm ci` in diesem Ordner ausführen.');
  process.exitCode = 1;
}
