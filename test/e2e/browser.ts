import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { lookAt, lookAtRefusal, lookAtUrl, lookLater } from '../support/canaries/watch.ts'

const CHROMIUM = '/usr/bin/chromium'

/** Debian's Chromium, driven by Playwright. Throws with what to install when it is not there. */
export async function openBrowser(): Promise<Browser> {
  if (!existsSync(CHROMIUM))
    throw new Error(`${CHROMIUM} is missing: apt-get install chromium fonts-noto-cjk`)
  const browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--lang=ja-JP'],
  })
  const newContext = browser.newContext.bind(browser)
  browser.newContext = async (options) => watchContext(await newContext(options))
  return browser
}

/** What a page asks for, is refused, and writes into its console. */
function watchContext(context: BrowserContext): BrowserContext {
  context.on('request', (request) => lookAtUrl(request.url(), 'an address a page asked for'))
  context.on('response', (response) => {
    if (response.status() >= 400)
      lookLater(response.text().then((body) => lookAtRefusal(body, `${response.status()} to a page`)))
  })
  context.on('console', (message) => lookAt(message.text(), 'the console of a page'))
  return context
}
