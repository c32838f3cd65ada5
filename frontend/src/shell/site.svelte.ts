import { wear } from './brand';

/** What the header shows beside the mark: the programme one is in, else the product. */
export const site = $state({ programme: '', wordmark: '' });

interface Brand {
  colour?: string | null;
  wordmark?: string | null;
}

/** The pages look as the programme does whose they are, until those of another are opened. */
export function dress(brand: Brand | null | undefined): void {
  site.wordmark = brand?.wordmark ?? '';
  wear(brand?.colour ?? '');
}
