import { Problem } from '~/api';
import { Resource } from '~/state';
import { type LinkPreview, previewLink } from '../data';

/** What the link of this page would do. Made while a page is set up. */
export function linkOf(token: () => string | undefined): Resource<LinkPreview, string | undefined> {
  return new Resource(token, (given) =>
    given ? previewLink(given) : Promise.reject(new Problem(410)),
  );
}
