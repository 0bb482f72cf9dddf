/** Owns the shape of a finding's sentence: reason and way out; the place (row, column) is printed beside it. */
import type { FindingDetails, FindingKind } from '../finding.js';

export type FindingTexts = { readonly [K in FindingKind]: (details: FindingDetails[K]) => string };
