/** Owns what a test's stages tell of whose server it is: greeting, EHLO reply and the names in the certificate. */
import { familyOf, type HostEvidence, type HostFamily } from '../smtp/provider.js';
import type { StageName, StageResult } from './result.js';

/** Takes the host as it was typed and the stages so far, in any number. */
export function hostEvidence(host: string, stages: readonly StageResult[]): HostEvidence {
  const said = (name: StageName): string | undefined =>
    stages.find(({ stage }) => stage === name)?.reply?.text;
  const certificate = stages.flatMap(({ facts }) => facts.tls?.certificate ?? [])[0];
  const names = [certificate?.subject ?? '', ...(certificate?.altNames ?? [])];
  return {
    host,
    greeting: said('greeting'),
    ehlo: said('ehlo'),
    certificateNames: names.map((name) => name.replace(/^DNS:/, '')),
  };
}

export function familyOfTest(host: string, stages: readonly StageResult[]): HostFamily {
  return familyOf(hostEvidence(host, stages));
}
