import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

// Plain JavaScript, so that Node need not load what strips types before its cache of stripped files is on.
enableCompileCache(join(import.meta.dirname, '../../build/compiled'))
await import('./run.ts')
