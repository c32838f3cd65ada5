// What the server keeps of a typed text (`src/text/clean.rs`): counters must count that.

/** Line breaks of Unicode. */
const breaks = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/gu;
/** Control characters but tab and line break, and characters that nobody sees. */
const unseen =
  /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufdd0-\ufdef]|\p{Noncharacter_Code_Point}/gu;
/** Tags; those of a flag such as Scotland's follow a black flag and stay. */
const tags = /(\u{1f3f4}[\u{e0020}-\u{e007f}]+)|[\u{e0001}\u{e0020}-\u{e007f}]/gu;

/** Text of several lines as it is kept. */
export function cleanLines(text: string): string {
  return text
    .replace(breaks, '\n')
    .replace(tags, (_, flag?: string) => flag ?? '')
    .replace(unseen, '')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .normalize('NFC');
}

/** Text of one line as it is kept. */
export function cleanLine(text: string): string {
  return cleanLines(text)
    .replace(/[\n\t]/gu, ' ')
    .replace(/[\u200e\u200f\u061c]/gu, '')
    .replace(/^[\s\u200c\u200d]+|[\s\u200c\u200d]+$/gu, '');
}
