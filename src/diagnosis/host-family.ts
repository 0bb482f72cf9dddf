/** Owns the recognition of hosts whose administrators have rules and switches of their own. */

export type HostFamily = 'microsoft-365' | 'google' | 'other';

const MICROSOFT = /(?:^|\.)(?:office365\.com|outlook\.com|office\.com)$/;
const GOOGLE = /(?:^|\.)(?:gmail\.com|googlemail\.com|google\.com)$/;

/** Takes a host name in any case. */
export function hostFamily(host: string): HostFamily {
  const name = host.toLowerCase();
  if (MICROSOFT.test(name)) return 'microsoft-365';
  return GOOGLE.test(name) ? 'google' : 'other';
}
