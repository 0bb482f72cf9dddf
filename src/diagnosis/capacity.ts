/** Owns what is found of a server's capacity: connections at once, announced and published limits, and the time they mean. */
import { isLoopback } from '../profile/host.js';
import { type LimitSource, mergeLimits } from '../profile/limits.js';
import { NO_LIMITS } from '../profile/profile.js';
import { type AgeStep, type Provider, providerOf } from '../smtp/provider.js';
import { type ConnectionProbe, probeConnections } from './connection-probe.js';
import { hostEvidence } from './host-evidence.js';
import { type MailingPace, type MailingTime, paceOf, timeAt } from './mailing-time.js';
import type { AnnouncedLimits, StageResult } from './result.js';
import type { Session } from './session.js';

export interface CapacityRequest {
  /** Opens further connections; false where only the time is asked for. */
  readonly probe: boolean;
  readonly voters: number | null;
  /** What project and profile set, strongest first. */
  readonly set: readonly LimitSource[];
}

/** A contract's age, and what it means for the voters. */
export interface StepTime extends AgeStep {
  readonly time: MailingTime | null;
}

/** What a mailing does as things are set now, next to what the host takes. */
export interface PaceAsSet {
  readonly pace: MailingPace;
  readonly time: MailingTime | null;
  readonly compared: 'same' | 'faster' | 'slower';
}

export interface Capacity {
  /** Null where no connections were asked for. */
  readonly probe: ConnectionProbe | null;
  /** Bytes of one message; null where not announced. */
  readonly size: number | null;
  readonly announced: AnnouncedLimits | null;
  readonly provider: Provider | null;
  readonly voters: number | null;
  /** The host's and the project's limits together. */
  readonly pace: MailingPace;
  readonly time: MailingTime | null;
  readonly steps: readonly StepTime[];
  readonly asSet: PaceAsSet;
  /** More connections are set than the host grants; null where that is in order. */
  readonly tooMany: { readonly set: number; readonly most: number } | null;
}

/** Needs a session that is logged in, with the stages that led there. Mails nothing, never fails the test. */
export async function measureCapacity(
  session: Session,
  stages: readonly StageResult[],
  request: CapacityRequest,
): Promise<Capacity> {
  const probe = request.probe ? await probeConnections(session) : null;
  const { host } = session.account;
  const provider = providerOf(hostEvidence(host, stages));
  const { size = null, limits: announced = null } = session.ehlo ?? {};
  return { ...reckon(request, provider, probe, isLoopback(host)), size, announced };
}

/** What the limits mean; without I/O. */
export function reckon(
  { voters, set }: CapacityRequest,
  provider: Provider | null,
  probe: ConnectionProbe | null,
  loopback: boolean,
): Omit<Capacity, 'size' | 'announced'> {
  const at = (pace: MailingPace): MailingTime | null => (voters === null ? null : timeAt(voters, pace));
  const pace = paceOf(set, provider?.limits ?? NO_LIMITS, loopback);
  const asSet = paceOf(set, NO_LIMITS, loopback);
  const steps = (provider?.steps ?? []).map((step) => ({
    ...step,
    time: at(paceOf(set, step.limits, loopback)),
  }));
  const compared = compare(asSet, pace, voters ?? MANY);
  const { connections } = mergeLimits(set).limits;
  const most = mostConnections(provider, probe);
  const tooMany = connections !== null && connections > most ? { set: connections, most } : null;
  return {
    ...{ probe, provider, voters, pace, time: at(pace), steps, tooMany },
    asSet: { pace: asSet, time: at(asSet), compared },
  };
}

/** Where nobody says for how many voters: so many that every limit matters. */
const MANY = 1_000_000;

function compare(asSet: MailingPace, pace: MailingPace, voters: number): PaceAsSet['compared'] {
  const difference = timeAt(voters, asSet).milliseconds - timeAt(voters, pace).milliseconds;
  // Less is a matter of rounding.
  if (Math.abs(difference) < 1_000) return 'same';
  return difference < 0 ? 'faster' : 'slower';
}

function mostConnections(provider: Provider | null, probe: ConnectionProbe | null): number {
  const published = provider?.limits.connections ?? Number.POSITIVE_INFINITY;
  return probe === null || probe.atLeast ? published : Math.min(published, probe.granted);
}
