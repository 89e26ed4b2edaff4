// A file pattern → a regular expression over paths with `/`. `*` and `?` stay within a folder, `**` crosses folders,
// `{a,b}` is a choice. `articles/**.md` is every .md file at any depth below articles.

/** The folder part before the first wildcard; only there may `..` stand. */
export function globBase(glob: string): string {
  const parts = glob.split('/');
  const wild = parts.findIndex((part) => /[*?{]/.test(part));
  return parts.slice(0, wild < 0 ? parts.length - 1 : wild).join('/');
}

/** Matches whole paths. Hidden files match only where the pattern has the dot. */
export function globRegExp(glob: string): RegExp {
  let source = '';
  let choices = 0;
  for (let at = 0; at < glob.length; at++) {
    const character = glob[at] ?? '';
    if (character === '*') {
      const isDeep = glob[at + 1] === '*';
      while (glob[at + 1] === '*') at += 1;
      if (!isDeep) source += '[^/]*';
      else if (glob[at + 1] === '/') {
        source += '(?:[^]*/)?';
        at += 1;
      } else source += '[^]*';
    } else if (character === '?') source += '[^/]';
    else if (character === '{' && glob.includes('}', at)) {
      source += '(?:';
      choices += 1;
    } else if (character === '}' && choices > 0) {
      source += ')';
      choices -= 1;
    } else if (character === ',' && choices > 0) source += '|';
    else source += character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  }
  return new RegExp(`^${source}${')'.repeat(choices)}$`, 'u');
}

/** Patterns with many wildcards could take exponential time to fail. */
export function isReasonableGlob(glob: string): boolean {
  return glob.length <= 200 && (glob.match(/\*+/g)?.length ?? 0) <= 6;
}
