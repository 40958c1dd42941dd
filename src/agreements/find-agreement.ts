import { readGivenAgreement, whyNotTheAgreement } from '../facts/agreement/true-text.ts';
import type { LicenseRules } from '../rulebook/rulebook.ts';
export async function findAgreement(license: LicenseRules, wanted: any, around: any): Promise<any> {
  if (wanted.given === null) return { outcome: 'missing', published: license.agreement.published, tried: [{ source: 'github', where: 'nowhere', why: 'shim' }] };
  const given = readGivenAgreement(wanted.given.file, wanted.given.text, await around.fingerprints());
  const why = whyNotTheAgreement(given, [license.license]);
  return why === null ? { outcome: 'found', text: wanted.given.text, from: wanted.given.file, tried: [] } : { outcome: 'refused', file: wanted.given.file, why };
}
