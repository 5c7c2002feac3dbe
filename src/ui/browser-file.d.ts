/** A file for browsers, bundled and minified at build (`src/build/browser-files.ts`). The path is from `src/ui`. */
declare module 'browser:*' {
  /** With a hash of its content, so that it may be kept for ever. */
  export const name: string
  export const text: string
}
