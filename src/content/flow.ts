import * as z from 'zod'
import { localText, reviewed } from './text.ts'
import { ACCESS, AREAS, areaOf, DANGER_KINDS, NEEDS, type Need, SPEAKERS } from './vocabulary.ts'

const slug = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/, '半角の英小文字・数字・ハイフンだけで、英字から書いてください')
/** `node` in the same flow or `flow.node` in another. `flow` alone does not exist: say which node. */
const route = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/,
    '行き先は「項目の名前」か「流れ.項目の名前」の形で書いてください',
  )
/** A predicate in `triage/rules.ts`; the check refuses a name that is not there. */
const rule = slug

/** What an answer establishes, beyond having been given. A closed set: policy reads these, never node ids. */
export const facts = z.strictObject({
  needs: z.array(z.enum(NEEDS)).optional(),
  speaker: z.enum(SPEAKERS).optional(),
  /** Who the need belongs to, in the resident's own word (母・父・子ども…), never a name. */
  member: slug.optional(),
  access: z.array(z.enum(ACCESS)).optional(),
  /** Cannot or will not come: someone should visit (訪問). */
  visit: z.boolean().optional(),
  danger: z
    .strictObject({ gravity: z.enum(['concern', 'emergency']), kind: z.enum(DANGER_KINDS) })
    .optional(),
})
export type Facts = z.infer<typeof facts>

const choice = z.strictObject({
  id: slug,
  label: localText,
  /** Further words a resident may type for it, in any language or spelling. */
  also: z.array(z.string().min(1)).default([]),
  sets: facts.optional(),
  /** In a multi-choice: answers the question alone and at once (どれもない). */
  alone: z.boolean().default(false),
  /** Where this choice leads; the node's own `next` when left out. */
  next: route.optional(),
})
export type FlowChoice = z.infer<typeof choice>

const common = {
  id: slug,
  /** Ask, say or show this node only when the rule holds; otherwise go on to `next`. */
  when: rule.optional(),
}
const asked = {
  ...common,
  text: localText,
  /** なぜ聞くの？ */
  why: localText.optional(),
  /** A rule that already knows the answer from what was said; then the question is not asked. */
  known: rule.optional(),
  /** Where わからない, 答えたくない and every choice without a route of its own lead. */
  next: route,
  /** Where わからない leads, when elsewhere. */
  unsure: route.optional(),
}

export const node = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('say'), ...common, text: localText, next: route }),
  z.strictObject({
    kind: z.literal('choice'),
    ...asked,
    choices: z.array(choice).min(2).max(11),
  }),
  z.strictObject({
    kind: z.literal('multi-choice'),
    ...asked,
    choices: z.array(choice).min(2).max(10),
  }),
  z.strictObject({
    kind: z.literal('free-text'),
    ...asked,
    /** Quick topics offered beside the free answer. */
    choices: z.array(choice).max(11).default([]),
  }),
  z.strictObject({ kind: z.literal('place'), ...asked }),
  z.strictObject({ kind: z.literal('datetime'), ...asked, mode: z.enum(['date', 'datetime']) }),
  z.strictObject({
    kind: z.literal('refer'),
    ...common,
    /** Said above the points. */
    text: localText,
    /** Which needs to find points for; what was heard when left out. */
    needs: z.array(z.enum(NEEDS)).min(1).optional(),
    /** 制度の狭間: the outreach worker is named first, as a result and not as a failure. */
    outreach: z.boolean().default(false),
    next: route,
  }),
  z.strictObject({
    kind: z.literal('handoff'),
    ...common,
    text: localText,
    reason: z.enum(['asked', 'danger', 'misses', 'gap', 'visit']),
    next: route,
  }),
  z.strictObject({
    kind: z.literal('jump'),
    ...common,
    /** A fixed node, or the entry of the flow that serves the main need heard (`heard`). */
    to: z.union([z.literal('heard'), route]),
  }),
  z.strictObject({ kind: z.literal('end'), ...common, text: localText }),
])
export type FlowNode = z.infer<typeof node>
export type NodeKind = FlowNode['kind']
/** The nodes a resident answers. */
export type Question = Extract<
  FlowNode,
  { kind: 'choice' | 'multi-choice' | 'free-text' | 'place' | 'datetime' }
>

/** 質問の流れ: `flows/<id>.yaml`. */
export const flow = z.strictObject({
  id: slug,
  title: localText,
  area: z.enum(AREAS).optional(),
  reviewed,
  /** Needs whose conversations enter here when the resident has said them; `ageing.*` for a whole area. */
  serves: z.array(z.string()).default([]),
  start: slug,
  nodes: z.array(node).min(1),
})
export type Flow = z.infer<typeof flow>

/** Whether `ageing.*` or `ageing.care` covers that need. */
export function needPatternMatches(pattern: string, need: Need): boolean {
  return pattern === need || pattern === `${areaOf(need)}.*`
}

/** A node's address everywhere outside its own file: `<flow>.<node>`. */
export type NodeKey = string
export function nodeKey(flowId: string, nodeId: string): NodeKey {
  return `${flowId}.${nodeId}`
}
/** Resolves a route written inside `flowId`. */
export function resolveRoute(flowId: string, target: string): NodeKey {
  return target.includes('.') ? target : nodeKey(flowId, target)
}
