import { workerData } from 'node:worker_threads'
import { type ModelTask, trainOne } from './train-models.ts'

await trainOne(workerData as ModelTask)
