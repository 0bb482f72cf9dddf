/** Owns the outcome of checking one value of a connection: the value itself, or why it cannot be used. */
import type { ConnectionValueFault } from '../fault.js';

export type Checked<T> = { readonly value: T } | { readonly fault: ConnectionValueFault };
