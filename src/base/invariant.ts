// Broken invariants are programming errors, never the user's: they throw at once.

/** Thrown when the program contradicts itself. */
export class InvariantError extends Error {
  override readonly name: string = 'InvariantError';
}

/** Throws InvariantError with `message` unless `condition` holds. */
export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}

/** For exhaustive switches: the compiler proves that this is never reached. */
export function unreachable(value: never, what: string): never {
  throw new InvariantError(`${what}: unexpected ${JSON.stringify(value)}`);
}
