/** Owns `configure --invite-it`: the key of this computer, and the text that asks the organiser's IT to seal for it. */
import { configFolder } from '../../profile/config-folder.js';
import { checkProfileName } from '../../profile/profile-list.js';
import { ensureHandoverKey, type HandoverKey } from '../../profile/sealed/handover-key.js';
import type { Project } from '../../project/project.js';
import type { Context } from '../context.js';
import { EXIT } from '../exit-codes.js';
import { projectIfSound } from '../lead-time.js';
import { keychainOf } from '../profile-of-run.js';
import { tarballName } from '../request/facts-of-project.js';
import { packageFacts } from '../version.js';

/** `argument` is the name that the profile is to have. */
export async function inviteIt(
  context: Context,
  argument: string | undefined,
  anew: boolean,
): Promise<number> {
  const { terminal, texts, program } = context;
  const t = texts.handover.invite;
  const named = argument === undefined ? null : checkProfileName(argument);
  const key = await ensureHandoverKey(configFolder(context.env), keychainOf(context), anew);
  const project = await projectIfSound(context);
  const letter = letterFor(context, key, named ?? profileIn(project), project);
  if (terminal.json) terminal.event({ recipient: key.recipient, created: key.created, ...letter });
  else for (const line of letter.text.split('\n')) terminal.result(line);
  terminal.say(key.created ? t.created : t.reused);
  terminal.say(t.next(`${program} configure --import ${t.file}`));
  return EXIT.done;
}

function letterFor(
  { texts }: Context,
  { recipient }: HandoverKey,
  profile: string | null,
  project: Project | null,
): { readonly command: string; readonly subject: string; readonly text: string } {
  const t = texts.handover.invite;
  const { name, version, engines } = packageFacts();
  const tarball = tarballName(name, version);
  const sealing = `configure ${profile ?? t.name} --seal-for ${recipient}`;
  const command = `npx -y -p ./${tarball} invite ${sealing}`;
  const text = t.letter({
    command,
    sealing,
    tarball,
    node: engines.node.replace(/^[^\d]+/, ''),
    ending: checkCharacters(recipient),
    contact: project?.contact ?? null,
  });
  return { command, subject: t.subject, text: text.join('\n') };
}

/** The name that invite.yaml has for it; null where there is none that a profile could have. */
function profileIn(project: Project | null): string | null {
  try {
    return project?.profile == null ? null : checkProfileName(project.profile);
  } catch {
    return null;
  }
}

const READ_ALOUD = 12;

/** The end of a key in groups of four: 60 bits that nobody gets by trying out keys. */
function checkCharacters(recipient: string): string {
  return recipient.slice(-READ_ALOUD).match(/.{4}/g)?.join(' ') ?? '';
}
