import { createHmac } from 'node:crypto'

export const SECRET = 'a-channel-secret-for-tests'

/** A body of LINE's webhook in which one resident says this now. */
export function lineBody(id: string, text: string): string {
  const event = {
    type: 'message',
    mode: 'active',
    timestamp: Date.now(),
    source: { type: 'user', userId: 'U1' },
    webhookEventId: id,
    deliveryContext: { isRedelivery: false },
    replyToken: `token-${id}`,
    message: { type: 'text', id: `message-${id}`, text, quoteToken: 'quote' },
  }
  return JSON.stringify({ destination: 'U0', events: [event] })
}

/** Posts to the webhook, signed as LINE signs unless told otherwise. */
export function postToWebhook(
  url: string,
  body: string,
  signature = createHmac('sha256', SECRET).update(body).digest('base64'),
): Promise<Response> {
  return fetch(`${url}/line/webhook`, {
    method: 'POST',
    body,
    headers: { 'x-line-signature': signature, 'content-type': 'application/json' },
  })
}
