/**
 * Which file of the build a module stands in: one for everybody, one for all who write, and one for each
 * kind of work. A page is there after a few requests, where its modules one by one would take a dozen
 * round trips.
 */
export function chunkOf(id: string): string | undefined {
  const texts = /virtual:messages\/en\/([\w-]+)$/.exec(id)?.[1];
  if (texts) return chunkOfTexts(texts);
  // Another language is fetched only by who reads it.
  if (id.includes('virtual:messages/')) return undefined;
  const [, path] = /\/src\/(.*)$/.exec(id) ?? [];
  if (path === undefined) return /node_modules|vite|\0/.test(id) ? 'shell' : undefined;
  if (path.startsWith('kitchen/')) return undefined;
  if (figures.test(path)) return 'staff';
  if (path.startsWith('forms/score/')) return 'judge';
  if (asked.test(path)) return 'entrant';
  if (nominees.test(path)) return 'nominees';
  if (/^(?:forms|api\/generated)\//.test(path) || writing.test(path)) return 'forms';
  if (/^features\/[^/]+\/(?:staff\/)?(?:routes|frame)\.ts/.test(path)) return 'shell';
  const [, feature = '', part] = /^features\/([^/]+)\/(?:(staff|judge)\/)?/.exec(path) ?? [];
  const area = part === 'staff' ? `${feature}-staff` : feature;
  if (area === 'editions-staff') return 'setup';
  if (people.has(area)) return 'people';
  if (part === 'staff' || staff.has(feature)) return 'staff';
  if (part === 'judge') return 'judge';
  if (/^features\/organisations\/(?:pages|parts|members)/.test(path)) return 'organisations';
  if (entrant.has(feature)) return 'entrant';
  return ['accounts', 'texts'].includes(feature) ? 'forms' : 'shell';
}

/** The files, those first that others may need. */
export const chunks = [
  'shell',
  'forms',
  'entrant',
  'organisations',
  'judge',
  'staff',
  'setup',
  'people',
  'nominees',
].map((name, i) => ({
  name,
  test: (id: string): boolean => chunkOf(id) === name,
  priority: 10 - i,
}));

/** Lists, tables and charts: only the staff has so much to look through. */
const figures = /^ui\/(?:data\/(?!Breadcrumb)|list\/)/;
/** What only questions of entries ask for. */
const asked = /^forms\/(?:choice\/(?:DateField|day)|text\/(?:AmountField|amount))\./;
/** What no first visit shows: pieces of pages, and what one meets only where one has written. */
const writing =
  /^(?:ui\/(?:Quote|Card|action\/Tabs)|shell\/frame\/(?:SignInAgain|Unsent|readable)|features\/editions\/(?:pages\/Questions|parts\/(?:Question|answer-kind)))\./;
const staff = new Set(['checks', 'lists', 'results', 'staff']);
/** Who has an account, who enters, what was sent, what runs: looked at now and then. */
const people = new Set(['accounts-staff', 'exports', 'mail', 'operation', 'organisations-staff']);
const entrant = new Set(['entries', 'organisations', 'files']);
/** Who is nominated: asked in some categories, and read by those who have no account. */
const nominees = /^features\/(?:nominees\/pages|entries\/pages\/Nominee)/;

function chunkOfTexts(feature: string): string {
  if (feature === 'editions-staff') return 'setup';
  if (people.has(feature)) return 'people';
  if (feature.endsWith('-staff') || staff.has(feature)) return 'staff';
  if (feature === 'organisations') return 'organisations';
  if (entrant.has(feature)) return 'entrant';
  if (feature === 'nominees') return 'nominees';
  if (feature === 'judging') return 'judge';
  return ['ui', 'shell', 'editions'].includes(feature) ? 'shell' : 'forms';
}
