import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'

const installed = createRequire(import.meta.url)
const read = (path: string) => readFile(installed.resolve(path))

/** The renderer may be started once in a process. */
let started: Promise<void> | null = null
const start = () => {
  started ??= read('@resvg/resvg-wasm/index_bg.wasm').then(initWasm)
  return started
}

/** Draws menus as PNG: a letter design made to be told apart by weak eyes, whatever fonts the machine has. */
export async function menuRenderer(): Promise<(svg: string) => Uint8Array<ArrayBuffer>> {
  const [bold] = await Promise.all([
    read('@expo-google-fonts/biz-udpgothic/700Bold/BIZUDPGothic_700Bold.ttf'),
    start(),
  ])
  return (svg) => {
    const drawing = new Resvg(svg, {
      font: { fontBuffers: [bold], defaultFontFamily: 'BIZ UDPGothic' },
    })
    const image = drawing.render()
    const png = new Uint8Array(image.asPng())
    image.free()
    drawing.free()
    return png
  }
}
