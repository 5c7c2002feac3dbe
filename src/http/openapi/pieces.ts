import * as z from 'zod'

/** A piece of an OpenAPI document. */
export type Json = Readonly<Record<string, unknown>>

/** A schema by its name. */
export const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` })
/** As a body or answer of JSON. */
export const json = (schema: Json) => ({ 'application/json': { schema } })
/** What is answered when all is well. */
export const ok = (description: string, schema?: Json) => ({
  description,
  ...(schema ? { content: json(schema) } : {}),
})
const PROBLEM = { 'application/problem+json': { schema: ref('Problem') } }
const TITLES: Readonly<Record<number, string>> = {
  400: '読めない内容',
  401: '鍵やログインがない、または切れている',
  403: 'その役割や場所からはできない',
  404: '見つからない。見てよい人でないときも同じ',
  409: 'いまの様子と合わない',
  413: '大きすぎる',
  422: '値が正しくない',
  429: '続けすぎ。Retry-After の秒数だけ待つ',
  503: '記録ができない',
}
/** The refusals an operation knows, as `application/problem+json`. */
export const refusals = (...codes: readonly number[]) =>
  Object.fromEntries(
    codes.map((code) => [String(code), { description: TITLES[code] ?? '', content: PROBLEM }]),
  )

/** All properties required unless said otherwise. */
export const object = (properties: Json, required: readonly string[] = Object.keys(properties)): Json => ({
  type: 'object',
  properties,
  required,
})
export const list = (items: Json): Json => ({ type: 'array', items })
export const text: Json = { type: 'string' }
export const when: Json = { type: ['string', 'null'], format: 'date-time' }
export const maybe = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] })

/** A body as JSON Schema, from the very schema it is read with. */
export const bodyOf = (schema: z.ZodType): Json => ({
  required: true,
  content: json(
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any', target: 'draft-2020-12' }) as Json,
  ),
})

export const id = { name: 'id', in: 'path', required: true, schema: text }
export const bearer = [{ talk: [] }]
export const cookie = [{ staff: [] }]
export const event = (description: string) => ({
  '200': { description, content: { 'text/event-stream': { schema: text } } },
})
