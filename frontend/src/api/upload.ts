import { learnServerTime } from '~/state/clock';
import { Problem, problemText } from './problem';

/** A file that was not taken, in words for the person. */
export class UploadError extends Error {
  /** Whether the same file may be taken another time, without a change by the person. */
  readonly again: boolean;

  constructor(problem: Problem) {
    super(problemText(problem));
    const passes = problem.temporary && problem.type !== 'files/daily-limit';
    this.again = passes || problem.type === 'files/interrupted';
  }
}

/**
 * Sends a file as it is, because only XMLHttpRequest tells how far an upload is.
 * Rejects with an UploadError, whose message can be shown.
 */
export function uploadFile<T>(
  path: string,
  file: File,
  onprogress: (ratio: number) => void,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const xhr = new XMLHttpRequest();
    const sentAt = Date.now();
    const fail = (problem: Problem): void => reject(new UploadError(problem));
    xhr.open('POST', path);
    xhr.setRequestHeader('Content-Type', 'application/octet-stream');
    xhr.setRequestHeader('X-Upload-Name', encodeURIComponent(file.name));
    xhr.upload.onprogress = (event) => onprogress(event.total ? event.loaded / event.total : 0);
    xhr.onerror = () => fail(Problem.offline());
    xhr.onabort = () => reject(new DOMException('stopped', 'AbortError'));
    xhr.onload = () => {
      learnServerTime(xhr.getResponseHeader('Date'), sentAt);
      const body = parse(xhr.responseText);
      if (xhr.status >= 200 && xhr.status < 300) resolve(body as T);
      else fail(new Problem(xhr.status, body));
    };
    signal.addEventListener('abort', () => xhr.abort());
    xhr.send(file);
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
