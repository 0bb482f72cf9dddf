/** Owns rendering: a template and one voter's view become an invitation. Hot: once or twice for every voter. */
import type { Invitation } from './invitation.js';
import { escapeHtml } from './mustache.js';
import type { Condition, Template } from './template.js';
import type { Token, View } from './token.js';

/**
 * Renders one invitation. Values are put in once, as they are (escaped in HTML) and never read as a template.
 * Expects a template in which checkTemplate found no error; throws Error where a placeholder is not in the view,
 * because an invitation without its credentials must not leave.
 */
export function renderInvitation(template: Template, view: View): Invitation {
  return {
    subject: render(template.subject, view, asIs).trim(),
    text: render(template.text, view, asIs),
    html: template.html === null ? null : render(template.html, view, forHtml),
    ...(template.language === null ? {} : { language: template.language }),
    ...(template.logo === null ? {} : { logo: template.logo }),
  };
}

/** A placeholder that would be put in empty, with file and line. */
export interface EmptyPlaceholder {
  readonly placeholder: string;
  readonly file: string;
}

/**
 * The placeholders that this voter's invitation would show empty. One inside `{{#X}}...{{/X}}` is not shown where X
 * is empty, hence never among them: that is how a template marks a cell that may be empty.
 */
export function emptyPlaceholders(template: Template, view: View): readonly EmptyPlaceholder[] {
  const empty: EmptyPlaceholder[] = [];
  for (const [placeholder, uses] of template.usesByName) {
    if (view[placeholder] !== '') continue;
    for (const use of uses) {
      if (use.conditions.every((condition) => holds(condition, view))) {
        empty.push({ placeholder, file: use.place });
      }
    }
  }
  return empty;
}

function holds(condition: Condition, view: View): boolean {
  return (valueIn(condition.name, view) !== '') === condition.present;
}

function render(tokens: readonly Token[], view: View, written: (value: string) => string): string {
  let out = '';
  for (const token of tokens) {
    if (token.kind === 'text') out += token.text;
    else if (token.kind === 'placeholder') out += written(valueIn(token.name, view));
    else if ((valueIn(token.name, view) === '') === token.inverted)
      out += render(token.tokens, view, written);
  }
  return out;
}

function valueIn(name: string, view: View): string {
  const value: unknown = view[name];
  if (typeof value !== 'string') throw new Error(`placeholder without a value: ${name}`);
  return value;
}

function asIs(value: string): string {
  return value;
}

const NEEDS_ESCAPE = /[&<>"'`=/]/;

function forHtml(value: string): string {
  return NEEDS_ESCAPE.test(value) ? escapeHtml(value) : value;
}
