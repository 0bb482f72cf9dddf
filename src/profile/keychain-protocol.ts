/** Owns what this program and its keychain child say to each other; types only, the child imports nothing of ours. */

/** One request a child; over the pipe between the two, never in an argument or the environment. */
export type KeychainRequest =
  | { readonly action: 'get'; readonly account: string }
  | { readonly action: 'set'; readonly account: string; readonly secret: string }
  | { readonly action: 'delete'; readonly account: string };

export type KeychainReply =
  | { readonly kind: 'found'; readonly secret: string }
  /** Nothing stored, or the keychain is locked: libsecret does not say which. */
  | { readonly kind: 'nothing' }
  | { readonly kind: 'stored' }
  /** Stored, and something else came back. */
  | { readonly kind: 'altered' }
  | { readonly kind: 'deleted' }
  /** The native module or a library of the system is missing. */
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };
