/** The page on a real port of this machine, and the static files' promise to old browsers. */

import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { Linter } from 'eslint'
import { describe, expect, it } from 'vitest'
import { createWebApp } from '../../../bot/web/app.ts'
import { serve } from '../../../bot/web/serve.ts'
import { fakeDeps } from './fixture.ts'

const app = () => createWebApp(fakeDeps().deps)

describe('serve', () => {
  it('listens on this machine only, says where, and frees the port when closed twice', async () => {
    const server = await serve(app(), { port: 0 })
    expect(server.url).toBe(`http://127.0.0.1:${server.port}/`)
    expect((await fetch(`${server.url}healthz`)).status).toBe(200)
    await Promise.all([server.close(), server.close()])
    await expect(fetch(server.url)).rejects.toThrow()
    const again = await serve(app(), { port: server.port })
    await again.close()
  })

  it('says which port is taken and what to do', async () => {
    const server = await serve(app(), { port: 0 })
    const { port } = server
    await expect(serve(app(), { port })).rejects.toMatchObject({
      code: 'port-in-use',
      message: expect.stringMatching(new RegExp(`${port}.*--port ${port + 1}`)) as string,
      data: { port },
    })
    await server.close()
  })

  it('says so where the address is not one of this machine', async () => {
    await expect(serve(app(), { port: 0, host: '192.0.2.1' })).rejects.toMatchObject({ code: 'usage' })
  })

  it('refuses a foreign Host header on the wire', async () => {
    const server = await serve(app(), { port: 0 })
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
    const chunks: Buffer[] = []
    for await (const chunk of socket) chunks.push(chunk as Buffer)
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 403 /)
    await server.close()
  })

  it('closes although a browser keeps an idle connection open', async () => {
    const server = await serve(app(), { port: 0 })
    const socket = connect(server.port, '127.0.0.1')
    socket.write('GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await new Promise(resolve => socket.once('data', resolve))
    await server.close()
    socket.destroy()
  })

  it('passes on errors of the system that it does not know', async () => {
    await expect(serve(app(), { port: 70_000 })).rejects.toMatchObject({ code: 'ERR_SOCKET_BAD_PORT' })
  })
})

describe('the static files', () => {
  const asset = (name: string) =>
    readFileSync(new URL(`../../../bot/web/assets/${name}`, import.meta.url), 'utf8')

  it.each(['page.js', 'chat.js', 'document.js'])('%s parses in browsers of 2020', name => {
    const messages = new Linter().verify(asset(name), {
      languageOptions: { ecmaVersion: 2019, sourceType: 'script' },
      rules: { 'no-undef': 'off' },
    })
    expect(messages).toEqual([])
    expect(asset(name)).not.toMatch(/\.at\(|replaceAll|structuredClone|innerHTML|\beval\b/)
  })

  it('page.css asks for nothing from outside and nothing newer than Chromium 86', () => {
    const css = asset('page.css').replace(/\/\*[\s\S]*?\*\//g, '')
    expect(css).not.toMatch(/url\(|@import|@font-face/)
    expect(css).not.toMatch(
      /:has\(|:is\(|:where\(|@container|@layer|color-mix|\binset:|aspect-ratio|\bdvh\b|&:/,
    )
  })
})
