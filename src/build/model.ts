import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { MODELS, type ModelTask } from './train-models.ts'

/**
 * Trains the classifiers from `intents/`, each in a thread of its own: the same bytes for the same
 * sentences. Rejects with the first fault.
 */
export async function buildModel(folder: string, dictionaryFolder: string): Promise<void> {
  await Promise.all(
    MODELS.map(async (name) => {
      const task: ModelTask = { name, folder, dictionaryFolder }
      const worker = new Worker(new URL('./train-worker.ts', import.meta.url), { workerData: task })
      // An uncaught fault of the thread is an `error` event, which rejects.
      const [code] = (await once(worker, 'exit')) as [number]
      if (code !== 0) throw new Error(`training the model of ${name} ended with ${code}`)
    }),
  )
}
