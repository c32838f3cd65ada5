/** What the header shows beside the mark: the programme one is in, else the product. */
export const site = $state({ programme: '' });
