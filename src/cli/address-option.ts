/** Owns an e-mail address on the command line: one, as strict as in the roll, or a fault that names its option. */
import { Fault } from '../fault.js';
import { parseAddress } from '../voters/address.js';

/** The address as `parseAddress` gives it. Throws `bad-option-value`. */
export function addressOption(option: string, value: string): string {
  const parsed = parseAddress(value);
  if ('address' in parsed) return parsed.address;
  throw new Fault('bad-option-value', { option, value, expected: 'address' });
}
