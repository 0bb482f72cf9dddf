/** Owns turning a ledger into what `status` tells. Pure. */
import type { Ledger } from '../delivery/ledger.js';
import type { VoterEntry, VoterState } from '../delivery/voter-entry.js';
import type { StatusFacts, StatusVoter } from '../ui/views/status-view.js';

/** `ids`: pseudonym -> ID of the present roll, null where unknown; then counts are of all that the journal knows. */
export function statusFacts(ledger: Ledger, ids: ReadonlyMap<string, string> | null): StatusFacts {
  const audience = ledger.header?.audience ?? null;
  // A reminder is about those of its lists, less whoever has voted since: the rest of the roll is none of its matter.
  const counted = audience === null ? ids : ledger.present();
  const isCounted = ({ removed, state }: VoterEntry): boolean =>
    audience === null || !removed || state === 'in-doubt';
  const list = (state: VoterState): StatusVoter[] =>
    [...ledger.voters].flatMap(([voter, entry]) =>
      entry.state === state && isCounted(entry) ? [statusVoter(voter, entry, ids?.get(voter) ?? null)] : [],
    );
  return {
    ...ledger.counts(counted ?? undefined),
    audience,
    mailing: ledger.header?.mailing ?? '',
    begun: ledger.header?.at ?? '',
    ids: ids !== null,
    doubts: list('in-doubt'),
    refusals: list('refused'),
    deferrals: list('deferred'),
    repeats: [...ledger.voters].flatMap(([voter, { again, state }]) => {
      if (!again) return [];
      const { number, at, reason } = again;
      return [{ voter, id: ids?.get(voter) ?? null, number, at, reason, state }];
    }),
  };
}

function statusVoter(voter: string, entry: VoterEntry, id: string | null): StatusVoter {
  const { messageId, at, host, kind, reply, next } = entry;
  return {
    voter,
    id,
    messageId,
    at,
    host,
    kind,
    reply,
    next: next === null ? null : new Date(next).toISOString(),
  };
}
