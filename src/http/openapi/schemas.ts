import { REPLY_WAYS } from '../../cases/case-event.ts'
import { ALL_LANGS } from '../../content/vocabulary.ts'
import { type Json, list, maybe, object, ref, text, when } from './pieces.ts'

/** What is answered, by name (`ConsultationPoint`, `Message`, a case in a list and whole). */
export const SCHEMAS: Readonly<Record<string, Json>> = {
  Problem: object({ type: text, title: text, status: { type: 'integer' }, detail: text }),
  ConsultationPoint: object({
    id: text,
    name: text,
    kind: text,
    basis: { enum: ['catchment', 'wardwide', 'distance', 'national'] },
    why: text,
    phone: { type: ['string', 'null'] },
    address: { type: ['string', 'null'] },
    hours: object({ text, open: { type: ['boolean', 'null'] }, until: when, next_open: when }),
  }),
  Message: object(
    {
      id: text,
      at: { type: 'string', format: 'date-time' },
      from: { enum: ['bot', 'staff', 'resident', 'system'] },
      lang: { enum: ALL_LANGS },
      text,
      choices: list(object({ id: text, label: text })),
      points: list(ref('ConsultationPoint')),
      card: object({ ticket: text, lines: list(text), bring: list(text), point: text }),
      danger: { enum: ['none', 'concern', 'emergency'] },
    },
    ['id', 'at', 'from', 'lang', 'text'],
  ),
  Owner: object({ kind: { enum: ['bot', 'queue', 'person'] }, id: text, name: text }, ['kind']),
  Lead: object({ kind: { enum: ['team', 'person'] }, id: text, name: text }),
  CaseHead: object({
    id: text,
    version: { type: 'integer' },
    owner: ref('Owner'),
    lead: maybe(ref('Lead')),
    danger: { enum: ['none', 'concern', 'emergency'] },
    due_at: when,
    soon_at: when,
    due_for: { enum: ['first', 'answer', 'snooze', 'follow-up', 'next', null] },
    paused: { enum: ['resident', 'agency', null] },
    overdue: { type: 'boolean' },
    areas: list(text),
    summary: text,
    channel: { enum: ['line', 'web', 'terminal', null] },
    opened_at: when,
    reason: { enum: ['asked', 'danger', 'misses', 'gap', 'visit', 'staff', null] },
    phase: { enum: ['open', 'resolved', 'merged', 'erased'] },
    waits_for: { enum: ['staff', 'resident', 'agency', null] },
    heard_at: when,
    replied_at: when,
    mentions: list(text),
    acknowledged_by: maybe(text),
    outcome: { enum: ['connected', 'refused', 'full', 'declined', 'gap', null] },
    next_date: when,
    kept_until: when,
  }),
  Case: {
    allOf: [
      ref('CaseHead'),
      object({
        messages: list({
          allOf: [
            ref('Message'),
            object(
              {
                not_sent: { type: 'boolean' },
                way: { enum: REPLY_WAYS },
                opened: { type: 'boolean' },
                masked: list(text),
              },
              [],
            ),
          ],
        }),
        reply_way: { enum: REPLY_WAYS },
        notes: list(
          object({ id: text, by: object({ id: text, name: text }), at: text, text, mentions: list(text) }),
        ),
        facts: { type: 'object' },
        history: list({ type: 'object' }),
      }),
    ],
  },
}
