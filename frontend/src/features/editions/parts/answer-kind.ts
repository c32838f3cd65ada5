import { fmt, messages } from '~/text';
import type { AnswerKind } from '../data';
import { limitsOf } from '../limits';

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
    case 'date':
      return sentences(
        'unit' in answer && answer.unit
          ? t('kind.number_in', { unit: answer.unit })
          : t(`kind.${answer.kind}`),
        limitsOf(answer),
      );
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

const sentences = (kind: string, limits: string): string => (limits ? `${kind}. ${limits}` : kind);
