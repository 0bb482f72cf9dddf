/** Owns the questions of a sign-in by OAuth 2.0: what no flag gave, and nothing else. */
import type { Checked } from '../../profile/checked.js';
import { checkPassword } from '../../profile/fields.js';
import {
  checkClientId,
  checkTenant,
  flowOf,
  missingForSignIn,
  readSettings,
  refuseUnknownProvider,
  SIGN_IN_FIELDS,
  type SignInField,
  type SignInTexts,
} from '../../profile/sign-in-texts.js';
import type { Context } from '../context.js';
import { expectationText } from './ask-values.js';

/** Asks for what the flags did not give; without a terminal the first of it is `needs-terminal` with its flag. */
export async function askSignIn(context: Context, given: SignInTexts): Promise<SignInTexts> {
  refuseUnknownProvider(given);
  let texts = given;
  for (let [field] = missingForSignIn(texts); field !== undefined; [field] = missingForSignIn(texts))
    texts = { ...texts, [field]: await ask(context, field) };
  // Whatever is wrong is told now, before anybody is asked for more or signs in.
  if (flowOf(texts) !== 'service-account') readSettings(texts, null);
  return texts;
}

async function ask(context: Context, field: SignInField): Promise<unknown> {
  const { prompts, texts } = context;
  const { question } = texts.signIn;
  const { flag } = SIGN_IN_FIELDS[field];
  const valid = (check: (text: string) => Checked<unknown>) => (answer: string) => {
    const result = check(answer);
    // Most of them are secrets, or lead to one: none is repeated.
    return 'value' in result ? null : expectationText(context, field, '', result.fault);
  };
  switch (field) {
    case 'tenant':
      return (await prompts.text(question.tenant, flag, valid(checkTenant))).trim();
    case 'clientId':
      return (await prompts.text(question.clientId, flag, valid(checkClientId))).trim();
    case 'clientSecret': {
      const text = await prompts.secret(question.clientSecret, flag, valid(checkPassword));
      return { kind: 'text', text, source: flag };
    }
    case 'keyFile':
      return (await prompts.text(question.keyFile, flag, () => null)).trim();
    default:
      throw new Error(`no question for ${field}`);
  }
}
