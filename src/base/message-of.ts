// Whatever was thrown → what to say about it.

/** The message of an error, or the thrown value as text. */
export function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
