// Serves the browser-test build as the program does: same headers, nobody signed in.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const root = new URL('../dist-e2e/', import.meta.url).pathname;
const port = Number(process.env.PORT ?? 4173);
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
  "connect-src 'self'; media-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; " +
  "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; " +
  'trusted-types svelte-trusted-html';
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

createServer(async (request, response) => {
  const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
  if (path.startsWith('/api/')) {
    response.writeHead(path === '/api/me' ? 401 : 404, {
      'Content-Type': 'application/problem+json',
    });
    response.end(
      JSON.stringify({ type: '/problems/accounts/not-signed-in', title: 'Not signed in' }),
    );
    return;
  }
  const file = extname(path) ? path : '/index.html';
  try {
    const body = await readFile(join(root, file));
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Security-Policy': policy,
    });
    response.end(body);
  } catch {
    response.writeHead(404).end();
  }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));
