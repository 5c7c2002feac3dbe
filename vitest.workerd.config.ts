import { defineConfig } from 'vitest/config'
import shared from './vitest.config.ts'

/** The long form of the Worker's tests: every dialogue, over HTTP, in workerd. */
export default defineConfig({ test: { ...shared.test, include: ['test/runtime/*.workerd.ts'] } })
