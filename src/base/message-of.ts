// Whatever was thrown → what to say about it.

/** What the system refuses, by its codes; its own words name absolute paths and system calls. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'no permission',
  EPERM: 'no permission',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
};

/** The message of an error, in words where the system gives a code only, or the thrown value as text. */
export function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const { code, syscall } = cause as NodeJS.ErrnoException;
  const said = code === undefined || syscall === undefined ? undefined : SYSTEM_ERRORS[code];
  return said ?? cause.message;
}
