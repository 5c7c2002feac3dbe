import { createHmac, randomUUID } from 'node:crypto'

const TEXTS = [
  '母の物忘れがひどくて困っています',
  '家賃が払えません',
  '子どもの保育園のことで相談したいです',
  '介護保険の申請をしたいです',
  '帆風一丁目3番',
  'はい',
  'わかりません',
  '生活費が足りません',
]

export interface SignedWebhook {
  readonly id: string
  readonly body: Buffer
  readonly signature: string
}

/** A text message of one of so many residents, as LINE posts it now. Its reply token is `token-<id>`. */
export function signedWebhook(secret: string, resident: number): SignedWebhook {
  const id = randomUUID()
  const event = {
    type: 'message',
    mode: 'active',
    timestamp: Date.now(),
    source: { type: 'user', userId: `U${resident.toString(16).padStart(32, '0')}` },
    webhookEventId: id,
    deliveryContext: { isRedelivery: false },
    replyToken: `token-${id}`,
    message: { type: 'text', id, text: TEXTS[resident % TEXTS.length], quoteToken: 'quote' },
  }
  const body = Buffer.from(JSON.stringify({ destination: 'U0', events: [event] }))
  return { id, body, signature: createHmac('sha256', secret).update(body).digest('base64') }
}
