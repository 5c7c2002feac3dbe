import type { CrashReport } from './crash.ts'

const few = (list: readonly string[]) => (list.length === 0 ? '' : `  ${list.slice(0, 8).join(' | ')}`)
const listed = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ×${count}`)
    .join(', ') || 'none'

/** The account on standard output, one line a figure. */
export function printReport(report: CrashReport): void {
  const line = (name: string, value: string | number, more = '') =>
    console.log(`${name.padEnd(24)} ${value}${more}`)
  const { ackMs, uncertain } = report
  const doubtful = uncertain.seen + uncertain.unseen.length
  const perThousand = (1000 * doubtful) / Math.max(1, report.ambiguous)
  line(
    'events',
    `${report.sent} sent, ${report.acknowledged} acknowledged, ${report.joined} joined to a later one`,
  )
  line(
    'kills',
    `${report.kills} (${report.redisKills} of redis-server), and ${report.pauses} pauses, in ${report.seconds.toFixed(0)} s`,
  )
  line('answered once', report.once)
  line('lost', report.lost.length, few(report.lost))
  line('doubled', report.doubled.length, few(report.doubled))
  line('from no event', report.foreign)
  line('disordered', report.disordered.length, few(report.disordered))
  line(
    'uncertain',
    `${doubtful} (${uncertain.seen} of them seen) at ${report.ambiguous} ambiguous faults: ${perThousand.toFixed(1)} in 1,000`,
    few(uncertain.unseen),
  )
  const pushes = (status: number) => report.calls[`push ${status}`] ?? 0
  line('retry keys', `${pushes(200)} accepted, ${pushes(409)} met again`)
  line('dead', report.dead.length, few(report.dead))
  line('fell', report.falls.length, few(report.falls))
  line('refused by LINE', report.wrong.length, few(report.wrong))
  line(
    'ack',
    `p50 ${ackMs.p50.toFixed(0)} ms, p99 ${ackMs.p99.toFixed(0)} ms, most ${ackMs.most.toFixed(0)} ms`,
  )
  line('webhooks', listed(report.webhooks))
  line('calls', listed(report.calls))
  line('faults', listed(report.faults))
  line('log', listed(report.log))
}
