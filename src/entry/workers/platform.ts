/** The little that we use of Cloudflare's runtime. */
export interface ExecutionContext {
  /** Keeps the invocation alive for this work, 30 s after the response at most. */
  waitUntil(work: Promise<unknown>): void
}

/** The static assets of the deployment. */
export interface Assets {
  fetch(url: string): Promise<Response>
}

export interface ObjectNamespace {
  idFromName(name: string): unknown
  get(id: unknown): { fetch(url: string, init?: RequestInit): Promise<Response> }
}

export interface ObjectState {
  readonly storage: {
    getAlarm(): Promise<number | null>
    setAlarm(at: number): Promise<void>
  }
}

/** What `wrangler.toml` binds, beside the variables of the environment. */
export interface WorkerEnv {
  readonly ASSETS: Assets
  readonly CONTINUATION: ObjectNamespace
  readonly [variable: string]: unknown
}
