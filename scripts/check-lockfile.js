// Refuses a lock file through which a stranger's code could slip in: a package that runs a script on installation
// (but for those allowed in package.json), one without a checksum, one from outside the registry.
import { readFileSync } from 'node:fs';

const read = (name) => JSON.parse(readFileSync(new URL(`../${name}`, import.meta.url), 'utf8'));
const known = new Set(Object.keys(read('package.json').allowScripts ?? {}));
const packages = Object.entries(read('package-lock.json').packages).filter(([path]) => path !== '');

const problems = packages.flatMap(([path, entry]) => faultsOf(entry).map((fault) => `${path}: ${fault}`));
for (const problem of problems) console.error(`check-lockfile: ${problem}`);
if (problems.length === 0) console.log(`check-lockfile: ${packages.length} packages, each with a checksum`);
process.exitCode = problems.length === 0 ? 0 : 1;

/** fsevents is macOS' own file watcher, optional and for development only. */
function faultsOf(entry) {
  const faults = [];
  const harmless = known.has(entry.name ?? '') || (entry.dev === true && entry.optional === true);
  if (entry.hasInstallScript && !harmless) faults.push('runs a script when installed');
  if (!entry.integrity?.startsWith('sha512-')) faults.push('has no sha512 checksum');
  if (entry.resolved && !/^https:.*\.tgz$/.test(entry.resolved)) faults.push(`comes from ${entry.resolved}`);
  if (entry.link) faults.push('is a link into another folder');
  return faults;
}
