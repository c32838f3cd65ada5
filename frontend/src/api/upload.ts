import { learnServerTime } from '~/state/clock';
import { Problem, problemText } from './problem';

/**
 * Sends a file as it is, because only XMLHttpRequest tells how far an upload is.
 * Rejects with an Error whose message can be shown.
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
    const fail = (problem: Problem): void => reject(new Error(problemText(problem)));
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
