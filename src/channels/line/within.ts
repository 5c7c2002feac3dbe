/** The call was given up; nobody knows whether it arrived. */
export const TIMED_OUT = Symbol('timed out')

/** The SDK has neither a time-out nor an abort signal: a call that is late is left to itself. Rejects with `TIMED_OUT`. */
export async function within<T>(call: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(TIMED_OUT), ms)
  })
  try {
    return await Promise.race([call, late])
  } finally {
    clearTimeout(timer)
    call.catch(() => {})
  }
}
