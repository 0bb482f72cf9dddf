/** Owns how a moment of the election is written in an invitation. */

/**
 * "1. März 2027, 08:00 Uhr" or "1 March 2027, 08:00": date and time in the invitation's language (RFC 5646) and
 * time zone (IANA), 24 hours. Date and time are formatted apart, because the word between them changes with the
 * version of Node's locale data. Throws RangeError for a language or zone that does not exist.
 */
export function electionDateFormat(language: string, timeZone: string): (moment: Date) => string {
  // For a language it does not know, Intl would take this computer's: other bytes on another one.
  const known = Intl.DateTimeFormat.supportedLocalesOf(language).length > 0;
  const locale = language.toLowerCase() === 'en' || !known ? 'en-GB' : language;
  const date = new Intl.DateTimeFormat(locale, { timeZone, day: 'numeric', month: 'long', year: 'numeric' });
  const time = new Intl.DateTimeFormat(locale, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const hour = /^de\b/i.test(language) ? ' Uhr' : '';
  return (moment) => `${date.format(moment)}, ${time.format(moment)}${hour}`;
}
