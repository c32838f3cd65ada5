import type { NewJudge } from './data';

/** One line of pasted addresses, read. */
export interface Read extends NewJudge {
  /** Number of the line, from 1. */
  line: number;
  /** What is wrong with it. */
  fault?: 'no_address' | 'twice' | 'judge_already';
}

const address = /[^\s<>,;"()]+@[^\s<>,;"()]+\.[^\s<>,;"()]+/;

/**
 * Reads people as they come out of mail programs and spreadsheets, one per line or separated by
 * semicolons: "Anna Kowalska <anna@example.org>", "anna@example.org, Anna Kowalska, MOPS Gdynia, PL".
 */
export function readPasted(text: string, present: readonly string[]): Read[] {
  const known = new Set(present.map((email) => email.toLowerCase()));
  const seen = new Set<string>();
  return linesOf(text).map(({ line, text }) => {
    const email = address.exec(text)?.[0] ?? '';
    const read: Read = { line, email, ...about(text, email) };
    const key = email.toLowerCase();
    if (!email) read.fault = 'no_address';
    else if (seen.has(key)) read.fault = 'twice';
    else if (known.has(key)) read.fault = 'judge_already';
    seen.add(key);
    return read;
  });
}

function linesOf(text: string): { line: number; text: string }[] {
  return text.split(/\r?\n/).flatMap((one, i) => {
    // Semicolons separate people only where there is more than one address.
    const many = one.split(';').filter((part) => address.test(part)).length > 1;
    const parts = many ? one.split(';') : [one];
    return parts
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => ({ line: i + 1, text: part }));
  });
}

function about(text: string, email: string): Omit<NewJudge, 'email'> {
  const [name = '', organisation, country] = text
    .split(/[\t,;]/)
    .map((cell) => cell.replace(email, '').replace(/[<>"]/g, ' ').replace(/\s+/g, ' ').trim())
    .filter(Boolean);
  const code = country?.toUpperCase();
  return {
    name: name || nameOf(email),
    ...(organisation && { organisation }),
    ...(code && /^[A-Z]{2}$/.test(code) && { country: code }),
  };
}

/** "anna.kowalska@example.org" → "Anna Kowalska"; staff can correct it before it is sent. */
function nameOf(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._\-+\d]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
