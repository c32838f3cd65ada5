declare module 'virtual:messages' {
  type Texts = Record<string, (values?: Record<string, unknown>) => string>;
  const loaders: Record<string, Record<string, () => Promise<{ default: Texts }>>>;
  export default loaders;
}
