import { expect, it } from 'vitest'
import { openApi } from '../../src/http/openapi.ts'
import { desk } from './desk.ts'

it('職員の操作はすべて書かれていて、書かれた操作はすべてある', async () => {
  const at = await desk()
  const person = await at.signIn('kanri', 'admin', 'kanri')
  const { paths } = openApi('まどぐち', 'http://localhost') as {
    paths: Record<string, Record<string, unknown>>
  }
  const written = Object.entries(paths).flatMap(([path, methods]) =>
    path.startsWith('/api/staff/')
      ? Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`)
      : [],
  )
  const served = at.app.routes
    .filter(
      ({ method, path }) => method !== 'ALL' && path.startsWith('/api/staff/') && !path.includes(':action'),
    )
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  for (const route of served) expect(written).toContain(route)
  await at.resident('talk', '人と話す')
  for (const route of written.filter((one) => one.startsWith('POST /api/staff/cases/{id}/'))) {
    const path = route.slice(5).replace('{id}', 'talk')
    // A body that lacks everything is refused by what the operation asks for, not as unknown.
    expect([route, (await person.post(path, { version: 'x', doing: 1 })).status]).toEqual([route, 422])
  }
})

it('参照はすべて、書かれたものを指す', () => {
  const document = openApi('まどぐち', 'https://example.jp') as { components: { schemas: object } }
  const names = [...JSON.stringify(document).matchAll(/#\/components\/schemas\/(\w+)/g)].map(
    ([, name]) => name,
  )
  expect(names.length).toBeGreaterThan(20)
  for (const name of names) expect(document.components.schemas).toHaveProperty(name ?? '')
})
