// Owns the import rules: which file may import which, and why. scripts/check-imports.js applies them to src, and
// proves each one on a violating fixture in test/fixtures/imports/<rule>/.

/** The only files that may touch files, network, other programs or the system, each for one purpose. */
const IO_DOORS = [
  'src/atomic-file.ts',
  'src/one-by-one.ts',
  'src/cli/.+',
  'src/delivery/journal-file.ts',
  'src/delivery/lock.ts',
  'src/delivery/registry.ts',
  // Opens the three above as one.
  'src/delivery/mailing.ts',
  'src/delivery/read-ledger.ts',
  'src/delivery/read-mailbox-use.ts',
  'src/diagnosis/system-doors.ts',
  'src/discovery/autoconfig-door.ts',
  'src/message/template-folder.ts',
  'src/page/server.ts',
  'src/profile/config-folder.ts',
  'src/profile/keychain.ts',
  'src/profile/keychain-child.ts',
  'src/profile/private-file.ts',
  'src/profile/profile-list.ts',
  'src/profile/sealed/handover-key.ts',
  'src/project/project-file.ts',
  // Not I/O but isIP and BlockList.
  'src/request/our-address.ts',
  'src/sandbox/directory.ts',
  'src/sandbox/listener.ts',
  'src/sandbox/message-store.ts',
  'src/smtp/link.ts',
  'src/smtp/submission.ts',
  'src/voters/roll-file.ts',
  // Not I/O but the one function isIP.
  'src/profile/host.ts',
];

/** Pure words about a result that views may call: how a reply is written, whose task an advice is, the verdict. */
const VIEW_WORDS = [
  'src/smtp/reply.ts',
  'src/advice/advice-for.ts',
  'src/advice/case.ts',
  'src/diagnosis/verdict.ts',
];

/** Outside packages, and the one place that imports each. A second place needs a reason written beside it. */
const PACKAGE_DOORS = {
  '@rgrove/parse-xml': ['src/discovery/autoconfig.ts'],
  'age-encryption': ['src/profile/sealed/age.ts'],
  chalk: ['src/ui/paint.ts'],
  commander: ['src/cli/.+'],
  'csv-parse': ['src/voters/csv-records.ts'],
  'env-paths': ['src/profile/config-folder.ts'],
  'iconv-lite': ['src/voters/decode.ts'],
  inquirer: ['src/ui/prompts.ts'],
  keytar: ['src/profile/keychain-child.ts'],
  mustache: ['src/message/mustache.ts'],
  // openid-client's own dependency for signing; both speak to the identity provider.
  jose: ['src/oauth2/openid-provider.ts'],
  // Two unrelated halves of one package: the SMTP connection and the MIME composer.
  nodemailer: ['src/smtp/link.ts', 'src/message/compose.ts'],
  'openid-client': ['src/oauth2/openid-provider.ts'],
  parse5: ['src/html/parse.ts'],
  'postal-mime': ['src/sandbox/parse-message.ts'],
  'read-excel-file': ['src/voters/workbook/workbook.ts'],
  selfsigned: ['src/sandbox/certificate.ts'],
  'smtp-server': ['src/sandbox/listener.ts'],
  valibot: ['src/validation.ts'],
  yaml: ['src/project/project-yaml.ts'],
};

const IO_MODULES =
  '^(node:)?(fs|fs/promises|net|tls|http|https|http2|dgram|dns|dns/promises|child_process|cluster|worker_threads|readline|readline/promises|process)$';

const exactly = (paths) => `^(${paths.map((path) => path.replaceAll('.ts', '\\.ts$')).join('|')})`;
const package_ = (name) => `(^|/)node_modules/(@types/)?${name}/`;
const TYPES = ['type-only'];

/** Layering: what each part of src may know of the others. */
const LAYERS = [
  {
    name: 'no-circular',
    comment: 'Two files that import each other are one file in two halves: move what both need into a third.',
    from: { path: '^src/' },
    to: { circular: true, viaOnly: { dependencyTypesNot: TYPES } },
  },
  {
    name: 'cli-is-imported-by-nobody',
    comment: 'cli puts everything together. Move what you need from it into the area that owns it.',
    from: { path: '^src/', pathNot: '^src/cli/' },
    to: { path: '^src/cli/' },
  },
  {
    name: 'ui-is-imported-by-cli-only',
    comment:
      'The core returns values and cli shows them. Return a value, or take a callback that cli hands in.',
    from: { path: '^src/', pathNot: '^src/(cli|ui)/' },
    to: { path: '^src/ui/' },
  },
  {
    name: 'ui-sees-results-only',
    comment:
      'A view turns a result into lines and never causes one. Import the type, let cli hand in the value.',
    from: { path: '^src/ui/' },
    to: {
      path: '^src/(smtp|voters|message|delivery|profile|project|diagnosis|advice|request|sandbox|preview|report)/',
      pathNot: exactly(VIEW_WORDS),
      dependencyTypesNot: TYPES,
    },
  },
  {
    name: 'core-knows-no-command',
    comment:
      'Roll, message and SMTP are the ground on which mailing, diagnosis and sandbox stand. Turn the import round, or hand the value in.',
    from: { path: '^src/(smtp|voters|message)/' },
    to: {
      path: '^src/(delivery|diagnosis|request|sandbox|preview|report|project)/',
      dependencyTypesNot: TYPES,
    },
  },
  {
    name: 'request-is-a-leaf',
    comment:
      'The letter is made from everything else and needed by nothing: only cli asks for it. Move what you need of it to where both can reach it.',
    from: { path: '^src/', pathNot: '^src/(cli|request)/' },
    to: { path: '^src/request/', dependencyTypesNot: TYPES },
  },
  {
    name: 'core-without-io',
    comment:
      'Everything but the doors is pure, so that tests replace disk and network. Take bytes or a function as a parameter; a new door is added to IO_DOORS in .dependency-cruiser.js.',
    from: { path: '^src/', pathNot: exactly(IO_DOORS) },
    to: { path: IO_MODULES, dependencyTypesNot: TYPES },
  },
  {
    name: 'doors-are-handed-in',
    comment:
      'A pure file that imports a door is no longer pure. Let the caller open it and hand in the result.',
    from: { path: '^src/(smtp|voters|message|delivery|request)/', pathNot: exactly(IO_DOORS) },
    to: { path: exactly(IO_DOORS), dependencyTypesNot: TYPES },
  },
];

const doors = Object.entries(PACKAGE_DOORS).map(([name, paths]) => ({
  name: `one-door-for-${name.replace(/^@[^/]+\//, '')}`,
  comment: `${name} is imported by ${paths.join(' and ').replaceAll('/.+', '/')} alone, so that it can be replaced there. Use what that file exports.`,
  from: { path: '^src/', pathNot: exactly(paths) },
  to: { path: package_(name) },
}));

/** What src may reach outside itself. */
const BORDERS = [
  {
    name: 'src-without-tests',
    comment: 'What is shipped must not need what is not: move the code into src, or out of it.',
    from: { path: '^src/' },
    to: { path: '^(test|bench|scripts)/' },
  },
  {
    name: 'src-without-dev-dependency',
    comment: 'A development dependency is missing where the program is installed. Move it to "dependencies".',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: [...TYPES, 'npm'] },
  },
  {
    name: 'every-package-has-a-door',
    comment:
      'An outside package has one door. Add it to PACKAGE_DOORS in .dependency-cruiser.js, with its file.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm'], pathNot: Object.keys(PACKAGE_DOORS).map(package_) },
  },
  {
    name: 'everything-resolves',
    comment:
      'The import leads nowhere, or to a package that package.json does not name. Mend the path or add it.',
    from: { path: '^src/' },
    to: { dependencyTypes: ['unknown', 'undetermined', 'npm-no-pkg', 'npm-unknown'] },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [...LAYERS, ...doors, ...BORDERS].map((rule) => ({ severity: 'error', ...rule })),
  options: {
    doNotFollow: { path: 'node_modules' },
    // Marks which imports vanish when compiled: a type crosses a border freely, a value does not.
    tsPreCompilationDeps: 'specify',
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
