import { createTransport } from 'nodemailer'

const TIMEOUT_MS = 10_000

/** Letters over SMTP. `url`: smtp:// or smtps://, with user and password where the server asks for them. */
export function smtpMailer(url: string, from: string) {
  const transport = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Nothing is fetched for a letter, whatever it says.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    /** Rejects when the server did not take it. */
    async send({
      to,
      subject,
      text,
    }: {
      to: readonly string[]
      subject: string
      text: string
    }): Promise<void> {
      await transport.sendMail({ from, to: [...to], subject, text })
    },
    close: () => transport.close(),
  }
}
