/** As much of node-nlp 4.27 as the bench calls. */
declare module 'node-nlp' {
  export class NlpManager {
    constructor(settings: {
      languages: string[]
      autoSave: boolean
      forceNER?: boolean
      nlu: { log: boolean }
    })
    addDocument(language: string, utterance: string, intent: string): void
    train(): Promise<unknown>
    process(language: string, utterance: string): Promise<{ intent?: string }>
    export(minified: boolean): string
  }
}
