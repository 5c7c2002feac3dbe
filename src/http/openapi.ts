import { Hono } from 'hono'
import { ALL_LANGS } from '../content/vocabulary.ts'
import { seenMessage } from './chat.ts'
import {
  bearer,
  bodyOf,
  event,
  type Json,
  json,
  list,
  object,
  ok,
  ref,
  refusals,
  text,
} from './openapi/pieces.ts'
import { SCHEMAS } from './openapi/schemas.ts'
import { staffPaths } from './openapi/staff-paths.ts'

/** Everything this service answers over HTTP, as OpenAPI 3.1. */
export function openApi(title: string, publicUrl: string): Json {
  return {
    openapi: '3.1.0',
    info: { title, version: '1' },
    servers: [{ url: publicUrl }],
    components: {
      schemas: SCHEMAS,
      securitySchemes: {
        talk: { type: 'http', scheme: 'bearer' },
        staff: {
          type: 'apiKey',
          in: 'cookie',
          name: publicUrl.startsWith('https://') ? '__Host-staff' : 'staff',
        },
      },
    },
    paths: {
      '/line/webhook': {
        post: {
          summary: 'LINE のイベント。200 は記録が済んだこと',
          responses: { '200': ok('記録した'), ...refusals(400, 401, 413, 503) },
        },
      },
      '/api/chat': {
        post: {
          summary: '話を始める',
          requestBody: { content: json(object({ lang: { enum: ALL_LANGS } }, [])) },
          responses: {
            '201': ok(
              '始まった',
              object({ token: text, conversation: text, messages: list(ref('Message')) }),
            ),
            ...refusals(413, 422, 503),
          },
        },
        get: {
          summary: '話の続き',
          security: bearer,
          responses: {
            '200': ok('いままでの話', object({ conversation: text, messages: list(ref('Message')) })),
            ...refusals(401, 503),
          },
        },
        delete: {
          summary: '消す',
          security: bearer,
          responses: { '204': ok('消えた'), ...refusals(401, 503) },
        },
      },
      '/api/chat/messages': {
        post: {
          summary: '書く・選ぶ・場所を送る。同じ id は同じ答え',
          security: bearer,
          requestBody: {
            content: json(
              object(
                {
                  id: text,
                  text,
                  choice: text,
                  location: object({ lat: { type: 'number' }, lng: { type: 'number' } }),
                },
                ['id'],
              ),
            ),
          },
          responses: {
            '200': ok('答え', object({ messages: list(ref('Message')) })),
            ...refusals(400, 401, 413, 422, 503),
          },
        },
      },
      '/api/chat/events': {
        get: {
          summary: '新しいことば（SSE）',
          security: bearer,
          responses: { ...event('event: message'), ...refusals(401) },
        },
      },
      '/api/chat/seen': {
        post: {
          summary: 'この職員の返事までが、本人の画面に出ている',
          security: bearer,
          requestBody: bodyOf(seenMessage),
          responses: { '204': ok('記録した'), ...refusals(401, 403, 413, 422, 503) },
        },
      },
      ...staffPaths(),
      '/healthz': { get: { summary: '動いている', responses: { '200': ok('動いている') } } },
      '/readyz': {
        get: { summary: '記録できる', responses: { '200': ok('記録できる'), '503': ok('記録できない') } },
      },
      '/metrics': {
        get: {
          summary: 'Prometheus',
          responses: { '200': { description: '数だけ', content: { 'text/plain': {} } } },
        },
      },
      '/openapi.json': {
        get: { summary: 'この文書', responses: { '200': ok('OpenAPI 3.1', { type: 'object' }) } },
      },
    },
  }
}

/** `/openapi.json`. Made when first asked for. */
export function openApiRoutes(title: string, publicUrl: string): Hono {
  const app = new Hono()
  let made: Json | null = null
  app.get('/openapi.json', (c) => {
    made ??= openApi(title, publicUrl)
    return c.json(made)
  })
  return app
}
