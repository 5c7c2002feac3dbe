import type { ExecutionContext } from './platform.ts'

const PATIENCE_MS = 10_000

/**
 * One load for all requests of an isolate, begun by the first. Work belongs to the request that began it and
 * dies with it, so whoever has waited too long begins again; a load that failed is tried by the next request.
 */
export function once<In, Out>(make: (input: In) => Promise<Out>) {
  let made: { readonly value: Out } | null = null
  let making: Promise<Out> | null = null

  const begin = (input: In): Promise<Out> => {
    const begun = make(input).then(
      (value) => {
        made = { value }
        return value
      },
      (fault: unknown) => {
        if (making === begun) making = null
        throw fault
      },
    )
    making = begun
    return begun
  }

  return async (input: In, context: ExecutionContext): Promise<Out> => {
    if (made) return made.value
    const awaited = making ?? begin(input)
    context.waitUntil(awaited.catch(() => {}))
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<null>((resolve) => {
      timer = setTimeout(resolve, PATIENCE_MS, null)
    })
    const first = await Promise.race([awaited.then((value) => ({ value })), late])
    clearTimeout(timer)
    if (first) return first.value
    return making === awaited ? begin(input) : (making ?? begin(input))
  }
}
