/** True in development and in builds for browser tests. */
declare const __KITCHEN__: boolean;
