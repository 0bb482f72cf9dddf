/** Owns the German sentences for all findings, joined from one file per area; a missing one does not compile. */
import type { FindingTexts } from '../finding-text.js';
import { rollFindings } from './findings/roll.js';
import { rollSuspicions } from './findings/roll-suspicions.js';
import { templateFindings } from './findings/template.js';

export const findings: FindingTexts = { ...rollFindings, ...rollSuspicions, ...templateFindings };
