/** Owns what is told of a server's certificate beside the stage's sentence: what IT compares with its own server. */
import type { CertificateFacts, StageFacts } from '../diagnosis/result.js';
import type { DiagnosisTexts } from './en/diagnosis.js';

/** Chain, key and encryption, fingerprint; none where no certificate was shown. */
export function certificateSentences({ tls }: StageFacts, texts: DiagnosisTexts): string[] {
  const certificate = tls?.certificate;
  if (!certificate) return [];
  const names = chainOf(certificate, texts);
  return [
    ...(names === null ? [] : [texts.chain(names)]),
    texts.keyAndCipher(tls),
    texts.fingerprint(certificate.fingerprint),
  ];
}

/** From the server's own certificate up to the authority; null for one that signs itself. */
export function chainOf(certificate: CertificateFacts, texts: DiagnosisTexts): string | null {
  const { subject, issuer, chain } = certificate;
  const top = chain.at(-1) ?? { subject, issuer };
  const missing = top.issuer === top.subject ? null : top.issuer;
  if (chain.length === 0 && missing === null) return null;
  return texts.chainNames([subject, ...chain.map((above) => above.subject)], missing);
}
