import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { builtProgram, copyOfProgram, dataFolder, type Program, run } from './process.ts'

const AT = ['--at', '2026-11-24T10:00:00+09:00']
const jsonLines = <T>(stdout: string) =>
  stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as T)
const keysOf = (value: object) => Object.keys(value)

let program: Program
beforeAll(async () => {
  program = await builtProgram()
}, 300_000)
afterAll(() => program?.remove())

describe('triage', () => {
  const lines = ['母の物忘れが心配です', '', '死にたい', 'あ'.repeat(5_000), '\u2028"\\', '家賃が払えません']

  test('一行に一つの JSON を、約束の名前で、来た順に返す', async () => {
    const { code, stdout } = await program.npm('triage', ['--ward', 'mihon', ...AT], `${lines.join('\n')}\n`)
    interface Row {
      text: string
      areas: string[]
      needs: string[]
      danger: string
      danger_kind: string | null
      points: object[]
    }
    const rows = jsonLines<Row>(stdout)
    expect(code).toBe(0)
    expect(rows.map(({ text }) => text)).toEqual(lines)
    for (const row of rows) {
      expect(keysOf(row)).toEqual([
        'text',
        'areas',
        'needs',
        'danger',
        'danger_kind',
        'speaker',
        'confidence',
        'reasons',
        'points',
      ])
      expect(row.areas.length).toBeGreaterThan(0)
      expect(row.points.length).toBeGreaterThan(0)
      expect(row.points.length).toBeLessThanOrEqual(3)
      for (const point of row.points) expect(keysOf(point)).toEqual(['id', 'name', 'basis', 'why'])
    }
    expect(rows[0]).toMatchObject({ areas: ['ageing'], danger: 'none', danger_kind: null })
    expect(rows[2]).toMatchObject({ danger: 'emergency', danger_kind: 'self_harm' })
  })

  test('最後に改行がなくても、CRLF でも、行の数は同じ', async () => {
    const { stdout } = await program.npm('triage', ['--ward', 'mihon'], '家賃\r\n\r\n借金')
    expect(jsonLines<{ text: string }>(stdout).map(({ text }) => text)).toEqual(['家賃', '', '借金'])
  })

  test('何も来なければ、何も返さない', async () => {
    expect(await program.npm('triage', ['--ward', 'mihon'])).toMatchObject({ code: 0, stdout: '' })
  })
})

describe('find', () => {
  const ask = (address: string, env = {}) =>
    program.npm(
      'find',
      ['--ward', 'mihon', '--need', 'ageing.dementia', '--address', address, ...AT],
      '',
      env,
    )

  test('一つの JSON を、約束の名前で返す', async () => {
    const { code, stdout } = await ask('帆風一丁目3番5号')
    const [found, ...more] = jsonLines<{ points: object[] }>(stdout)
    expect(code).toBe(0)
    expect(more).toEqual([])
    expect(keysOf(found ?? {})).toEqual([
      'ward',
      'address',
      'town',
      'block',
      'number',
      'decided',
      'ask',
      'candidates',
      'points',
    ])
    expect(found).toMatchObject({
      ward: 'mihon',
      town: '帆風一丁目',
      block: 3,
      number: 5,
      decided: true,
      ask: null,
    })
    for (const point of found?.points ?? [])
      expect(keysOf(point)).toEqual([
        'id',
        'name',
        'kind',
        'basis',
        'why',
        'phone',
        'address',
        'town',
        'lat',
        'lng',
        'hours',
        'distance_m',
        'channels',
        'bring',
        'script',
        'languages',
        'source',
        'confirmed',
        'confidence',
        'notice',
      ])
    expect(found?.points[0]).toMatchObject({
      id: 'mihon-anshin-nishi',
      hours: { text: expect.any(String), open: true, until: expect.any(String), next_open: null },
    })
  })

  test('開いている時間は、計算機がどこにあっても日本時間', async () => {
    const [tokyo, utc, newYork] = await Promise.all(
      ['Asia/Tokyo', 'UTC', 'America/New_York'].map((TZ) => ask('帆風一丁目3番', { TZ })),
    )
    expect(tokyo?.stdout).toContain('"open":true')
    expect(utc?.stdout).toBe(tokyo?.stdout)
    expect(newYork?.stdout).toBe(tokyo?.stdout)
  })

  test('ないところでも、終わりは0で、町は null', async () => {
    const { code, stdout } = await ask('どこでもない町')
    expect(code).toBe(0)
    expect(jsonLines(stdout)).toMatchObject([{ town: null, block: null, number: null }])
  })
})

describe('tokenize', () => {
  test('一行に一つの並びを、約束の名前で返す', async () => {
    const { code, stdout } = await program.npm(
      'tokenize',
      [],
      `すもももももももものうち\n\n${'あ'.repeat(5_000)}\n`,
    )
    const rows = jsonLines<{ surface: string }[]>(stdout)
    expect(code).toBe(0)
    expect(rows).toHaveLength(3)
    expect(rows[0]?.map(({ surface }) => surface)).toEqual('すもも も もも も もも の うち'.split(' '))
    expect(rows[1]).toEqual([])
    for (const token of rows.flat())
      expect(keysOf(token)).toEqual(['surface', 'pos', 'pos1', 'base', 'reading'])
  })

  test('読む人が途中でやめても、騒がない', async () => {
    const many = 'すもももももももものうち\n'.repeat(20_000)
    const { stdout, stderr } = await run('sh', ['-c', 'npm run --silent tokenize | head -1'], {
      input: many,
      cwd: program.path,
    }).ended
    expect(jsonLines(stdout)).toHaveLength(1)
    expect(stderr).toBe('')
  })
})

describe('flows', () => {
  test('流れの道すじを、一行に一つ、読める言葉で並べる', async () => {
    const { code, stdout } = await program.npm('flows', ['paths', 'kaigo', '--ward', 'mihon', ...AT])
    const lines = stdout.trimEnd().split('\n')
    expect(code).toBe(0)
    expect(lines).toContain('高齢・介護：物忘れ・認知症 → 家族の物忘れ → 町名（帆風一丁目） → 案内')
    expect(lines.filter((line) => !/^高齢・介護(（「.+」と話して）)?：.*案内$/.test(line))).toEqual([])
  })

  test('数は、並べた道すじの数と同じ', async () => {
    const [counted, listed] = await Promise.all([
      program.npm('flows', ['count', '--ward', 'mihon', '--format', 'json', ...AT]),
      program.npm('flows', ['paths', '--ward', 'mihon', ...AT]),
    ])
    const [counts] = jsonLines<{ flow: string | null; paths: number }[]>(counted.stdout)
    const flows = (counts ?? []).filter(({ flow }) => flow !== null)
    expect(flows.reduce((sum, { paths }) => sum + paths, 0)).toBe(listed.stdout.trimEnd().split('\n').length)
  })
})

test('chat は端末で相談先まで話し、入力が終われば終わる', async () => {
  const { code, stdout, stderr } = await program.npm(
    'chat',
    ['--ward', 'mihon', ...AT],
    '母の物忘れが心配です\n帆風一丁目3番\n',
  )
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toContain('みほん区の相談の入口')
  expect(stdout).toContain('西部あんしん相談センター')
  expect(stdout).toContain('03-0000-0100')
})

describe('staff', () => {
  const data = dataFolder()
  afterAll(() => data.remove())
  const add = (more: readonly string[], password: string, env = {}) =>
    program.npm(
      'staff',
      [
        'add',
        '--username',
        'sato',
        '--name',
        '佐藤',
        '--role',
        'staff',
        '--team',
        'fukushi',
        '--password-stdin',
        '--json',
        ...more,
      ],
      password,
      { WARD: 'mihon', DATA_DIR: data.path, ...env },
    )

  test('職員を登録すると、確認コードの元だけが標準出力に出る', async () => {
    const weak = await add([], 'short')
    expect({ code: weak.code, stdout: weak.stdout }).toEqual({ code: 1, stdout: '' })
    const { code, stdout } = await add([], 'a password of the tests\n')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toEqual({
      username: 'sato',
      totp_uri: expect.stringContaining('otpauth://totp/'),
    })
    const again = await add([], 'a password of the tests')
    expect({ code: again.code, stdout: again.stdout }).toEqual({ code: 1, stdout: '' })
  })

  test('本番では、確認コードなしの登録を断る', async () => {
    const { code, stderr } = await add(['--no-totp'], 'a password of the tests', { NODE_ENV: 'production' })
    expect(code).toBe(1)
    expect(stderr).toContain('確認コードなしの登録はできません')
  })
})

describe('使い方がちがえば2で終わり、使い方を標準エラーに言う', () => {
  test.each([
    ['triage', []],
    ['triage', ['--ward', 'chiyoda']],
    ['triage', ['--ward', 'mihon', '--at', 'きのう']],
    ['find', ['--ward', 'mihon', '--need', 'ageing.dementia']],
    ['find', ['--ward', 'mihon', '--need', 'ageing', '--address', 'x']],
    ['tokenize', ['text']],
    ['chat', ['--wrad', 'mihon']],
    ['evaluate', ['--train', 'a.tsv']],
    ['flows', []],
    ['flows', ['paths', 'kaigoo']],
    ['flows', ['count', '--format', 'xml']],
    ['staff', []],
    ['staff', ['add', '--username', '佐藤', '--password-stdin']],
    [
      'staff',
      ['add', '--username', 'sato', '--name', '佐藤', '--role', 'boss', '--team', 'a', '--password-stdin'],
    ],
  ] as const)('%s %j', async (command, args) => {
    const { code, stdout, stderr } = await program.npm(command, args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.any(String),
      expect.stringMatching(/^usage: npm run/),
    ])
  })
})

describe('作り始めから', () => {
  let fresh: Program
  beforeAll(() => {
    // The other two take long to make, and are made in the same way.
    fresh = copyOfProgram(['dictionary', 'model'])
  })
  afterAll(() => fresh?.remove())
  const triage = () =>
    fresh.node(['src/build/launch.mjs', 'triage', '--ward', 'mihon', ...AT], '家賃が払えません\n')

  test('何も作られていないところで二つ同時に始めても、どちらも答える', async () => {
    const [one, other] = await Promise.all([triage(), triage()])
    expect([one.code, one.stderr, other.code, other.stderr]).toEqual([0, '', 0, ''])
    expect(jsonLines(one.stdout)).toHaveLength(1)
    expect(other.stdout).toBe(one.stdout)
    const left = readdirSync(join(fresh.path, 'build')).map((name) => name.replace(/-[0-9a-f]{16}$/, ''))
    expect(left.sort()).toEqual(['app', 'compiled', 'content', 'dictionary', 'model', 'places.json'])
  }, 300_000)

  test('内容に誤りがあれば、何も始めず1で終わり、どこをどう直すかを全部言う', async () => {
    const plant = (file: string, from: string, to: string) => {
      const text = readFileSync(join(fresh.path, file), 'utf8')
      expect(text).toContain(from)
      writeFileSync(join(fresh.path, file), text.replace(from, to))
      return text.slice(0, text.indexOf(from)).split('\n').length
    }
    const line = plant('flows/start.yaml', '    next: story', '    next: stori')
    const row = plant('wards/mihon/points.csv', '03-0000-0100', '03-0000')
    const fault = new RegExp(
      `^flows/start\\.yaml:${line} 「hello」の行き先「start\\.stori」がありません`,
      'm',
    )
    const phone = new RegExp(`^wards/mihon/points\\.csv:${row} .*03-0000`, 'm')

    const started = await triage()
    expect({ code: started.code, stdout: started.stdout }).toEqual({ code: 1, stdout: '' })
    expect(started.stderr).toMatch(fault)
    expect(started.stderr).toMatch(phone)
    expect(started.stderr).not.toMatch(/^\s+at /m)

    const checked = await fresh.node(['src/build/check.ts'])
    expect({ code: checked.code, stdout: checked.stdout }).toEqual({ code: 1, stdout: '' })
    expect(checked.stderr).toMatch(fault)
    expect(checked.stderr).toMatch(phone)
    expect(checked.stderr).toContain('内容に 2 か所の誤りがあります')
  }, 300_000)
})
