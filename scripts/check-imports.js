// Applies the import rules of .dependency-cruiser.js to src, and proves on fixtures that each rule bites.
// Exit code 1 where src breaks a rule, where nothing was seen, and where a rule has no fixture that it alone refuses.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import configuration from '../.dependency-cruiser.js';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FIXTURES = join(ROOT, 'test', 'fixtures', 'imports');

const rules = new Map(configuration.forbidden.map((rule) => [rule.name, rule]));
const problems = [...(await checkSource()), ...(await checkFixtures())];
for (const problem of problems) console.error(problem);
process.exitCode = problems.length === 0 ? 0 : 1;

async function checkSource() {
  const { violations, modules } = await violationsIn(ROOT);
  // With a compiler that has no API, dependency-cruiser sees no module and is content.
  if (modules === 0)
    return ['check-imports: no module of src was seen; is the TypeScript compiler still 6.0?'];
  if (violations.length === 0) console.log(`check-imports: ${modules} modules keep ${rules.size} rules`);
  return violations.map(({ rule, from, to }) => `${from} → ${to}\n  ${rule}: ${rules.get(rule)?.comment}`);
}

async function checkFixtures() {
  const folders = readdirSync(FIXTURES);
  const strays = folders.filter((name) => !rules.has(name));
  const problems = strays.map((name) => `check-imports: test/fixtures/imports/${name} belongs to no rule`);
  for (const name of rules.keys()) problems.push(...(await checkFixture(name)));
  return problems;
}

/** A fixture must break its own rule, and none besides: else the rule may bite for another reason. */
async function checkFixture(name) {
  const folder = join(FIXTURES, name);
  if (!existsSync(folder))
    return [`check-imports: the rule ${name} has no fixture in test/fixtures/imports/${name}`];
  const { violations } = await violationsIn(folder);
  const broken = [...new Set(violations.map(({ rule }) => rule))];
  if (broken.length === 1 && broken[0] === name) return [];
  return [
    `check-imports: the fixture ${name} should break that rule alone, it breaks: ${broken.join(', ') || 'none'}`,
  ];
}

/** Modules below `src` of the folder that were read (not those they import), and the rules they break. */
async function violationsIn(folder) {
  const options = { ...configuration.options, baseDir: folder, validate: true };
  const ruleSet = { forbidden: configuration.forbidden };
  const tsConfig = extractTSConfig(join(ROOT, 'tsconfig.json'));
  const { output } = await cruise(['src'], { ...options, ruleSet }, undefined, { tsConfig });
  const modules = output.modules.filter(({ source }) => source.startsWith('src/')).length;
  const violations = output.summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return { violations, modules };
}
