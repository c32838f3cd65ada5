import { countCharacters, countryCodes } from '~/forms';
import type { NewJudge } from './data';

/** One line of pasted addresses, read. */
export interface Read extends NewJudge {
  /** Number of the line, from 1. */
  line: number;
  /** What is wrong with it. */
  fault?: Fault;
}

type Fault =
  'no_address' | 'twice' | 'judge_already' | 'long_name' | 'long_organisation' | 'unknown_country';

/** The most characters the server takes. */
export const longest = { name: 120, organisation: 200 };

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
    const person = { email, ...about(text, email) };
    const key = email.toLowerCase();
    const fault = seen.has(key) ? 'twice' : known.has(key) ? 'judge_already' : faultOf(person);
    if (!fault) seen.add(key);
    return { line, ...person, ...(fault && { fault }) };
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
  return {
    name: name || nameOf(email),
    ...(organisation && { organisation }),
    ...(country && { country: country.toUpperCase() }),
  };
}

/** What the server would refuse, and with it everybody else in the same invitation. */
function faultOf({ email, name, organisation = '', country }: NewJudge): Fault | undefined {
  if (!email) return 'no_address';
  if (countCharacters(name) > longest.name) return 'long_name';
  if (countCharacters(organisation) > longest.organisation) return 'long_organisation';
  return country && !countryCodes.includes(country) ? 'unknown_country' : undefined;
}

/** "anna.kowalska@example.org" → "Anna Kowalska"; staff can correct it before it is sent. */
function nameOf(email: string): string {
  const words = (email.split('@')[0] ?? '').split(/[._\-+\d]+/).filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}
