/** A piece of a line: words, or a link. */
export interface Piece {
  text: string;
  href?: string;
}

/** A part of a text: a heading, a list, or a paragraph of lines. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'list'; items: Piece[][] }
  | { kind: 'paragraph'; lines: Piece[][] };

const link =
  /\[([^\]\n]+)\]\(((?:https?:\/\/|mailto:|\/)[^)\s]+)\)|(https?:\/\/[^\s<>()]+[^\s<>().,;:!?])|([\w.+-]+@[\w-]+(?:\.[\w-]+)+)/g;

/** The words and links of a line. Addresses become links by themselves. */
export function pieces(line: string): Piece[] {
  const found: Piece[] = [];
  let end = 0;
  for (const match of line.matchAll(link)) {
    if (match.index > end) found.push({ text: line.slice(end, match.index) });
    const [all, words, target, address, email] = match;
    if (words && target) found.push({ text: words, href: target });
    else if (address) found.push({ text: address, href: address });
    else if (email) found.push({ text: email, href: `mailto:${email}` });
    end = match.index + all.length;
  }
  if (end < line.length) found.push({ text: line.slice(end) });
  return found;
}

/** Reads a text: paragraphs between empty lines, "# Heading", "- item". Nothing in it is HTML. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  for (const part of text.split(/\n\s*\n/)) {
    let open: Block | undefined;
    for (const line of part.split('\n').map((one) => one.trim())) {
      if (!line) continue;
      const heading = /^#+\s+(.*)$/.exec(line)?.[1];
      const item = /^[-*]\s+(.*)$/.exec(line)?.[1];
      if (heading) {
        found.push({ kind: 'heading', text: heading });
        open = undefined;
      } else if (item) {
        if (open?.kind !== 'list') found.push((open = { kind: 'list', items: [] }));
        open.items.push(pieces(item));
      } else {
        if (open?.kind !== 'paragraph') found.push((open = { kind: 'paragraph', lines: [] }));
        open.lines.push(pieces(line));
      }
    }
  }
  return found;
}
