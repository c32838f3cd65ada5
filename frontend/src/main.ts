import './ui/fonts/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import App from './shell/frame/App.svelte';
import { frameFor, redirectFor } from './shell/routing/access';
import { begin } from './shell/routing/early';
import { router } from './shell/routing/router.svelte';
import { routes } from './shell/routing/routes';
import { session } from './shell/session.svelte';
import { loadMessages } from './text/messages';

/** Not awaited on the top: parts of this file are asked for like others, and would wait for its end. */
async function start(): Promise<void> {
  begin(routes, new URL(location.href));
  await Promise.all([loadMessages(['ui', 'shell']), session.load()]);
  await router.start(routes, redirectFor, frameFor);
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}

void start();
