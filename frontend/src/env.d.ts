/** True in development and in builds for browser tests. */
declare const __KITCHEN__: boolean;

/** Styles as text, for a component that few need. */
declare module '*.css?inline' {
  const css: string;
  export default css;
}
