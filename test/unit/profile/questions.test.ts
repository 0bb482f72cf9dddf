import { expect, test } from 'vitest';
import { type FieldName, type KnownFields, readField } from '../../../src/profile/fields.js';
import { nextQuestion, QUESTION_ORDER } from '../../../src/profile/questions.js';

const ANSWERS: Readonly<Record<string, string>> = {
  user: 'wahl@muster.example',
  password: 'geheim',
  sender: 'Wahlbüro <wahl@muster.example>',
  host: 'smtp.muster.example',
  port: '465',
  encryption: 'ssl',
};

function known(...fields: readonly FieldName[]): KnownFields {
  return Object.fromEntries(fields.map((field) => [field, readField(field, ANSWERS[field] ?? '', '-')]));
}

test('the six values are asked in the order in which an IT department writes them down', () => {
  const asked: string[] = [];
  let answers: KnownFields = {};
  for (let question = nextQuestion(answers); question; question = nextQuestion(answers)) {
    asked.push(question.field);
    answers = { ...answers, ...known(question.field) };
  }
  expect(asked).toEqual(['user', 'password', 'sender', 'host', 'port', 'encryption']);
});

test('what the flags gave is not asked again', () => {
  expect(nextQuestion(known('user', 'password', 'host'))?.field).toBe('sender');
  expect(nextQuestion(known('port', 'encryption'))?.field).toBe('user');
  expect(nextQuestion(known(...QUESTION_ORDER))).toBeNull();
});

test('only the password is hidden, and it has no suggestion', () => {
  expect(nextQuestion(known('user'))).toEqual({ kind: 'hidden', field: 'password' });
});

test.each([
  ['wahl@muster.example', 'wahl@muster.example'],
  ['MUSTER\\wahl', null],
  ['wahl', null],
])('for the user %s the suggested sender is %s', (user, suggestion) => {
  const password = readField('password', 'x', '-');
  expect(nextQuestion({ user, password })).toEqual({ kind: 'text', field: 'sender', suggestion });
});

test.each([
  ['ssl', '465'],
  ['starttls', '587'],
  ['none', '25'],
  [undefined, '587'],
] as const)('with the encryption %s the suggested port is %s', (encryption, suggestion) => {
  const before = known('user', 'password', 'sender', 'host');
  expect(nextQuestion({ ...before, encryption })).toEqual({ kind: 'text', field: 'port', suggestion });
});

test.each([
  [465, 'ssl'],
  [587, 'starttls'],
  [25, 'starttls'],
  [2525, 'starttls'],
])('on port %i the suggested encryption is %s and stands first; none stands last', (port, suggestion) => {
  const question = nextQuestion({ ...known('user', 'password', 'sender', 'host'), port });
  expect(question).toMatchObject({ kind: 'choice', field: 'encryption', suggestion });
  const choices = question?.kind === 'choice' ? question.choices : [];
  expect([choices[0], choices.at(-1)]).toEqual([suggestion, 'none']);
  expect([...choices].sort()).toEqual(['none', 'ssl', 'starttls']);
});
