import type { Message } from '../../triage/message.ts'

interface Around {
  readonly messages: () => readonly Message[]
  /** Tells the server; false when it could not be told. */
  readonly tell: (message: string) => Promise<boolean>
}

/**
 * Says that the newest answer of staff stands before the resident: not of a page behind another, nor of a frame
 * that is closed. To be asked whenever something came, and by itself when the page is turned to.
 */
export function sayWhatIsSeen({ messages, tell }: Around): () => void {
  let told = ''
  const look = () => {
    const newest = messages().findLast(({ from }) => from === 'staff')
    if (!newest || newest.id === told || document.visibilityState !== 'visible' || innerWidth === 0) return
    told = newest.id
    void tell(newest.id).then((ok) => {
      if (!ok && told === newest.id) told = ''
    })
  }
  document.addEventListener('visibilitychange', look)
  addEventListener('resize', look)
  return look
}
