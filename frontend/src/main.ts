import './ui/fonts/fonts.css';
import './ui/tokens.css';
import './ui/base.css';
import { mount } from 'svelte';
import App from './shell/frame/App.svelte';
import { redirectFor } from './shell/routing/access';
import { router } from './shell/routing/router.svelte';
import { routes } from './shell/routing/routes';
import { session } from './shell/session.svelte';
import { loadMessages } from './text/messages';

const target = document.getElementById('app');
await Promise.all([loadMessages(['ui', 'shell']), session.load()]);
await router.start(routes, redirectFor);
if (target) mount(App, { target });
