/** What was written, as plain text: lists line by line, a scoresheet part by part. */
export function readable(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (Array.isArray(value)) return value.map(readable).join('\n');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .filter(([, part]) => part !== null && part !== '')
    .map(([name, part]) => (typeof part === 'object' ? readable(part) : `${name}: ${part}`))
    .join('\n');
}
