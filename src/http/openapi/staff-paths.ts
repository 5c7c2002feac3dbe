import { VIEWS } from '../../cases/case-views.ts'
import { REVEAL_BODY, STAFF_BODIES, STEP_IN_BODY } from '../staff/bodies.ts'
import { LOOK_BODY } from '../staff/look.ts'
import {
  bodyOf,
  cookie,
  event,
  id,
  type Json,
  json,
  list,
  object,
  ok,
  ref,
  refusals,
  text,
} from './pieces.ts'

const ACTIONS: Readonly<Record<keyof typeof STAFF_BODIES, string>> = {
  claim: '受け持つ。同時でもちょうど一人',
  release: '列に戻す',
  reply: '本人に返事をする。本人には「職員」から届く',
  note: '仲間だけのメモ。本人へ届く道はない。@ユーザー名 で呼ぶ',
  transfer: '人やチームに引き継ぎを申し出る。受けられるまで送り手のもの',
  accept: '引き継ぎを受ける',
  decline: '引き継ぎを理由とともに断る',
  consult: '助言を頼む。頼まれた人も見られるようになる',
  snooze: '日時まで、または本人が書くまで休ませる',
  wait: '本人やほかの機関を待つあいだ、時計を止める。null で動かす',
  return: 'ボットに返す。日を決めて様子を聞かせられる',
  resolve: '結果をつけて完了する',
  reopen: '再開する。担当が休みなら列へ',
  consent: '情報共有の同意を記録する',
  merge: 'この相談を終え、into の相談で続ける。話の中身は移らず、見てよい人も変わらない',
  acknowledge: '知らせを見たことを記録する。メールが止まる',
}

const staffActions = Object.fromEntries(
  Object.entries(ACTIONS).map(([name, summary]) => [
    `/api/staff/cases/{id}/${name}`,
    {
      post: {
        summary,
        security: cookie,
        parameters: [id],
        requestBody: bodyOf(STAFF_BODIES[name as keyof typeof STAFF_BODIES]),
        responses: { '200': ok('いまの相談', ref('Case')), ...refusals(401, 403, 404, 409, 413, 422, 503) },
      },
    },
  ]),
)
const staffGet = (summary: string, responses: Json = { '200': ok('内容', { type: 'object' }) }) => ({
  summary,
  security: cookie,
  responses: { ...responses, ...refusals(401, 403, 503) },
})

/** `/api/staff`. */
export const staffPaths = (): Json => ({
  '/api/staff/session': {
    get: {
      summary: 'だれとしてログインしているか',
      responses: { '200': ok('職員', { type: 'object' }), ...refusals(401) },
    },
    post: {
      summary: 'ログイン',
      requestBody: {
        content: json(object({ username: text, password: text, totp: text }, ['username', 'password'])),
      },
      responses: { '204': ok('クッキーが付く'), ...refusals(400, 401, 403, 422, 429, 503) },
    },
    delete: { summary: 'ログアウト', responses: { '204': ok('終わった') } },
  },
  '/api/staff/setup': {
    post: {
      summary: '最初の管理者。起動時に一度だけ示される鍵で',
      requestBody: {
        content: json(object({ token: text, username: text, name: text, password: text, team: text })),
      },
      responses: {
        '201': ok('登録した', object({ username: text, totp_uri: text })),
        ...refusals(403, 409, 422, 503),
      },
    },
  },
  '/api/staff/cases': {
    get: {
      summary: '相談の一覧。約束の近い順',
      security: cookie,
      parameters: [{ name: 'view', in: 'query', schema: { enum: VIEWS } }],
      responses: {
        '200': ok('一覧と、各一覧の数', object({ cases: list(ref('CaseHead')), counts: { type: 'object' } })),
        ...refusals(401, 422, 503),
      },
    },
  },
  '/api/staff/cases/{id}': {
    get: {
      summary: '一つの相談。見たことは記録される',
      security: cookie,
      parameters: [id],
      responses: { '200': ok('相談', ref('Case')), ...refusals(401, 404, 503) },
    },
  },
  ...staffActions,
  '/api/staff/cases/{id}/reveal': {
    post: {
      summary: '本人の書き込みの、伏せた部分（電話番号・番地）を見る。だれがいつ何を見たかが記録される',
      security: cookie,
      parameters: [id],
      requestBody: bodyOf(REVEAL_BODY),
      responses: {
        '200': ok('伏せていない文', object({ message: text, text })),
        ...refusals(401, 403, 404, 422, 503),
      },
    },
  },
  '/api/staff/cases/{id}/presence': {
    post: {
      summary: '閲覧中・入力中を知らせる。半分の分のあいだ有効',
      security: cookie,
      parameters: [id],
      requestBody: { content: json(object({ doing: { enum: ['viewing', 'typing', null] } })) },
      responses: { '204': ok('知らせた'), ...refusals(401, 404, 422) },
    },
  },
  '/api/staff/cases/{id}/sheet': {
    get: {
      ...staffGet('相談受付票（印刷用）', {
        '200': { description: 'HTML', content: { 'text/html': {} } },
      }),
      parameters: [id],
    },
  },
  '/api/staff/cases/{id}/sheet.csv': {
    get: {
      ...staffGet('相談受付票（CSV）', { '200': { description: 'CSV', content: { 'text/csv': {} } } }),
      parameters: [id],
    },
  },
  '/api/staff/export.csv': {
    get: staffGet('一行一件の書き出し。名前も本文も入らない', {
      '200': { description: 'CSV', content: { 'text/csv': {} } },
    }),
  },
  '/api/staff/step-in': {
    post: {
      summary: '窓口カードのことばと、町か分野で、その場の相談を開く。五回間違えると一時間開かない',
      security: cookie,
      requestBody: bodyOf(STEP_IN_BODY),
      responses: { '200': ok('相談', ref('Case')), ...refusals(401, 403, 404, 422, 503) },
    },
  },
  '/api/staff/events': {
    get: {
      summary:
        '相談の動き（SSE）。case: 一覧の一行、見られなくなれば {id, gone}。?case= で presence と talk も',
      security: cookie,
      parameters: [{ name: 'case', in: 'query', schema: text }],
      responses: { ...event('event: here | case | presence | talk'), ...refusals(401, 404) },
    },
  },
  '/api/staff/people': { get: staffGet('仲間とチーム、だれがいるか') },
  '/api/staff/look': {
    put: {
      summary: '自分の画面の明るさ。自動・明るい・暗い',
      security: cookie,
      requestBody: bodyOf(LOOK_BODY),
      responses: { '204': ok('記録した'), ...refusals(401, 403, 413, 422, 503) },
    },
  },
  '/api/staff/canned': { get: staffGet('定型の返事。標準・やさしい日本語・英語') },
  '/api/staff/duty': {
    post: {
      summary: '勤務に入る・終える',
      security: cookie,
      requestBody: { content: json(object({ on: { type: 'boolean' } })) },
      responses: { '204': ok('記録した'), ...refusals(401, 422) },
    },
  },
  '/api/staff/accounts': {
    get: staffGet('職員の登録（管理者）'),
    post: {
      ...staffGet('職員を登録する（管理者）', {
        '201': ok('登録した', object({ username: text, totp_uri: text })),
      }),
    },
  },
  '/api/staff/accounts/{username}': {
    patch: {
      ...staffGet('職員の登録を変える（管理者）', { '204': ok('変えた') }),
      parameters: [{ ...id, name: 'username' }],
    },
  },
  '/api/staff/audit': { get: staffGet('だれがいつ見て何をしたか（監査・管理者）') },
  '/api/staff/integrity': { get: staffGet('置き去り（0 でなければならない）、約束の守られた割合') },
  '/api/staff/day': {
    get: staffGet('一日の終わりまでに、返すかだれかが受け持つ約束（left）と、いつまでの分か（until）'),
  },
})
