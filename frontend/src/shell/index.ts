// What pages use of the frame around them.
export { homePath, safeNext } from './routing/access';
export { announce } from './routing/announcer.svelte';
export { default as Loaded } from './frame/Loaded.svelte';
export { default as Mark } from './frame/Mark.svelte';
export { default as Page } from './frame/Page.svelte';
export type { Frame, FrameProps, PageProps, Route } from './routing/route';
export { router } from './routing/router.svelte';
export { default as SignOut } from './frame/SignOut.svelte';
export { Search } from './routing/search.svelte';
export { type Me, session } from './session.svelte';
export { dress, site } from './site.svelte';
