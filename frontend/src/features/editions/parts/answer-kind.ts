import { fmt, messages } from '~/text';
import type { AnswerKind } from '../data';

/** What an answer may be, in words for someone who prepares it on paper. */
export function kindText(answer: AnswerKind): string {
  const t = messages('editions');
  switch (answer.kind) {
    case 'text':
      return t('kind.text', { max: answer.max_chars });
    case 'long_text':
      if (answer.max_words) return t('kind.words', { max: answer.max_words });
      return answer.max_chars ? t('kind.characters', { max: answer.max_chars }) : t('kind.free');
    case 'url_list':
      return t('kind.urls', { max: answer.max_items });
    case 'text_list':
      return t('kind.lines', { max: answer.max_items, characters: answer.max_chars });
    case 'number':
      return answer.unit ? t('kind.number_in', { unit: answer.unit }) : t('kind.number');
    case 'date':
      return dayText(answer.from, answer.to);
    case 'choice':
      return t('kind.choice');
    case 'multi_choice':
      return answer.max_items ? t('kind.some', { max: answer.max_items }) : t('kind.any');
    case 'images':
    case 'files':
      return t('kind.files', {
        max: answer.max_files,
        kinds: fmt.list(answer.accept.map((kind) => kind.toUpperCase())),
        size: fmt.bytes(answer.max_bytes_each),
      });
    default:
      return t(`kind.${answer.kind}`);
  }
}

function dayText(from: string | null | undefined, to: string | null | undefined): string {
  const t = messages('editions');
  if (from && to) return t('kind.date_between', { from: fmt.day(from), to: fmt.day(to) });
  if (from) return t('kind.date_from', { from: fmt.day(from) });
  return to ? t('kind.date_to', { to: fmt.day(to) }) : t('kind.date');
}
