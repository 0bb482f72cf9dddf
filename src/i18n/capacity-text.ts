/** Owns the shape of the sentences on a server's capacity, and how the limits of a pace are put into one. */
import type { ConnectionProbe } from '../diagnosis/connection-probe.js';
import type { LimitOrigin, MailingPace, MailingTime } from '../diagnosis/mailing-time.js';
import type { AnnouncedLimits } from '../diagnosis/result.js';
import type { HostFamily, Provider, ProviderRemark } from '../smtp/provider.js';

type PaceName = keyof MailingPace;
export type RateTexts = Readonly<Record<PaceName, (count: number) => string>>;
export type OriginTexts = Readonly<Record<LimitOrigin, string>>;

/** One or two sentences each. */
export interface CapacityTexts {
  readonly title: string;
  granted(probe: ConnectionProbe): string;
  /** `number` counts the connections from 1, `problem` is a sentence of `problems`. */
  notGranted(number: number, problem: string): string;
  loginRefused(number: number): string;
  dropped(count: number): string;
  announced(size: number | null, limits: AnnouncedLimits | null): string;
  provider(provider: Provider | null): string;
  readonly remarks: Readonly<Record<ProviderRemark, string>>;
  steps(olderThan: number): string;
  step(upToDays: number, rate: string, time: MailingTime | null): string;
  time(time: MailingTime, pace: string): string;
  unlimited(voters: number): string;
  later(time: MailingTime): string;
  readonly askVoters: string;
  /** `pace` is empty where nothing limits. */
  faster(pace: string): string;
  slower(pace: string, time: MailingTime | null): string;
  tooMany(set: number, most: number): string;
  readonly notProven: string;
  /** To whoever administers the mailbox. */
  readonly confirm: Readonly<Record<HostFamily, (user: string, time: MailingTime | null) => string>>;
  /** To the election manager; `setting` is a line for invite.yaml, to be copied, so no full stop follows it. */
  write(setting: string): string;
  readonly rates: RateTexts;
  readonly origins: OriginTexts;
  list(items: readonly string[]): string;
}

/** "10 a minute (from invite.yaml) and 10,000 a day (published by the provider)"; empty where nothing limits. */
export function paceText(pace: MailingPace, { rates, origins, list }: CapacityTexts): string {
  const limits = (['perMinute', 'perHour', 'perDay'] as const).flatMap((name) => {
    const paced = pace[name];
    return paced === null ? [] : [{ rate: rates[name](paced.limit), origin: paced.origin }];
  });
  const found = [...new Set(limits.map(({ origin }) => origin))];
  const groups = found.map((origin) => {
    const own = limits.filter((limit) => limit.origin === origin).map(({ rate }) => rate);
    return `${list(own)} (${origins[origin]})`;
  });
  return list(groups);
}
