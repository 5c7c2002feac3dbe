import type { Invocation } from '../build/run.ts'
import { leave } from './leave.ts'
import { main } from './node.ts'

/** `node start.mjs <invocation as JSON>`: the service, in a process that has never built anything. */
leave(await main(JSON.parse(process.argv[2] ?? '') as Invocation))
